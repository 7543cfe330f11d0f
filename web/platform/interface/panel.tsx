import clsx from 'clsx';
import type { ReactNode } from 'react';

interface PanelProps {
  title: ReactNode;
  /** Stands at the heading's right end. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a column, set off by a line and not by a box. */
export function Panel({ title, aside, className, children }: PanelProps) {
  return (
    <section className={clsx('border-t border-line px-4 py-3 first:border-t-0', className)}>
      <header className="mb-2 flex items-baseline justify-between gap-3">
        <h2 className="eyebrow">{title}</h2>
        {aside && <div className="text-xs text-faint">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
