import { type ReactNode, useEffect } from 'react';
import { useSession } from '../platform/session-state.ts';
import { askSession } from './ask-session.ts';

/** Nobody sees a page before the server said who they are; without a session there is only the login. */
export function SessionGate({ login, children }: { login: ReactNode; children: ReactNode }) {
  const status = useSession(({ status }) => status);
  useEffect(() => {
    if (status !== 'asking') return;
    const stop = new AbortController();
    void askSession(stop.signal);
    return () => stop.abort();
  }, [status]);
  if (status === 'asking') return null;
  return status === 'signed-in' ? children : login;
}
