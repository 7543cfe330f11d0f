import type { ReactNode } from 'react';
import { AlertBars } from './alert-bars.tsx';

/** A page with the bars of alerts above it; they take their room from the page, and cover nothing. */
export function UnderAlertBars({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full flex-col">
      <AlertBars />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  );
}
