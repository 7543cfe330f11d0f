import { type ReactNode, useEffect } from 'react';
import { useSession } from '../platform/session-state.ts';
import { askSession } from './ask-session.ts';
import { useIdleEnd } from './use-idle-end.ts';

interface SessionGateProps {
  login: ReactNode;
  /** Shown until everything is done that somebody has to do first. */
  firstSteps: ReactNode;
  /** For a page that shows nothing of the server's, and is of use where the server can't be reached. */
  openWhileAsking?: boolean;
  children: ReactNode;
}

/** Nobody sees a page before the server said who they are; without a session there is only the login. */
export function SessionGate({ login, firstSteps, openWhileAsking = false, children }: SessionGateProps) {
  const status = useSession(({ status }) => status);
  useIdleEnd(useSession(({ user, status }) => (status === 'signed-in' ? user?.idleMinutes : undefined)));
  const hasDuty = useSession(({ user }) => user?.mustFirst !== undefined);
  useEffect(() => {
    if (status !== 'asking') return;
    const stop = new AbortController();
    void askSession(stop.signal);
    return () => stop.abort();
  }, [status]);
  if (status === 'asking') return openWhileAsking ? children : null;
  if (status !== 'signed-in') return login;
  return hasDuty ? firstSteps : children;
}
