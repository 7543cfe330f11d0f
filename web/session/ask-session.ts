import { ApiProblem } from '../platform/api/api-problem.ts';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';

const pauseMs = 2000;

/** Asks the server who we are, and again until it answers. */
export async function askSession(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return useSession.getState().enter(await call('session', { signal }));
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && error.status === 401) return useSession.getState().expire();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
