import { useEffect } from 'react';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
const checkMs = 5000;

/**
 * Ends the session of somebody who was away from their page for so many minutes. What a page asks for by itself is no
 * sign of a person, so the server alone can't tell. Undefined where sessions of this role live as long as their page.
 */
export function useIdleEnd(idleMinutes: number | undefined): void {
  useEffect(() => {
    if (idleMinutes === undefined) return;
    let lastSeenAt = Date.now();
    const seen = () => {
      lastSeenAt = Date.now();
    };
    // the clock is asked, and not one long timer: a laptop that slept was not used either
    const timer = setInterval(() => {
      if (Date.now() - lastSeenAt < idleMinutes * 60_000) return;
      clearInterval(timer);
      const expire = () => useSession.getState().expire();
      call('signOut', {}).then(expire, expire); // where the server can’t be reached, the page still closes
    }, checkMs);
    for (const sign of signsOfLife) window.addEventListener(sign, seen, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signsOfLife) window.removeEventListener(sign, seen);
    };
  }, [idleMinutes]);
}
