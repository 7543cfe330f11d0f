import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { caseRoles } from '#contract/endpoint.ts';
import { ConnectionState } from '../counters/connection-state.tsx';
import { DistrictClock } from '../counters/district-clock.tsx';
import { useWallStore } from '../platform/live/wall-store.ts';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { DisplayMenu } from './display-menu.tsx';

/** A page beside the wall: a way back, the clock, and room to read. */
export function PageFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useWords();
  const connection = useWallStore((store) => store.connection);
  const hasWall = useSession(({ user }) => user === null || caseRoles.includes(user.role));
  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center justify-between gap-4 border-b border-line bg-panel px-4 py-2.5 print:hidden">
        <div className="flex min-w-0 items-center gap-4">
          {hasWall && (
            <Link to="/" className="flex min-h-9 items-center gap-2 text-sm text-soft hover:text-accent">
              <ArrowLeft className="size-4" aria-hidden="true" />
              <span className="max-md:sr-only">{t('case.backToWall')}</span>
            </Link>
          )}
          <h1 className="truncate text-lg font-medium">{title}</h1>
        </div>
        <div className="flex items-center gap-5 max-md:gap-2">
          {hasWall && (
            <span className="max-md:hidden">
              <ConnectionState connection={connection} />
            </span>
          )}
          <DistrictClock />
          <DisplayMenu />
        </div>
      </header>
      <main className="min-h-0 flex-1 overflow-y-auto print:overflow-visible">{children}</main>
    </div>
  );
}
