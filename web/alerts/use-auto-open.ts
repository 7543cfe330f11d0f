import { useEffect, useRef } from 'react';
import type { Case } from '#contract/case.ts';
import { serverNow } from '../platform/live/server-clock.ts';
import { useSelection } from '../platform/selection.ts';
import { caseToOpen } from './auto-open.ts';

const lookMs = 1000;

/** Opens new cases by itself, so that a wall nobody touches shows what happens. */
export function useAutoOpen(alerts: readonly Case[]): void {
  const latest = useRef(alerts);
  latest.current = alerts;
  useEffect(() => {
    const seen = new Set<string>();
    let justLoaded = true;
    const look = () => {
      const { caseId, lastChosenAt, lastOpenedAt, openByItself } = useSelection.getState();
      if (caseId) {
        seen.add(caseId);
        justLoaded = false;
      }
      if (latest.current.length === 0) return;
      const found = caseToOpen({
        now: serverNow(),
        alerts: latest.current,
        seen,
        selectedId: caseId,
        lastChosenAt,
        lastOpenedAt,
        justLoaded,
      });
      justLoaded = false;
      if (!found) return;
      seen.add(found.id);
      openByItself(found.id);
    };
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, []);
}
