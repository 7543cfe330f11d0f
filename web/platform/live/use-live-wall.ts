import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiProblem } from '../api/api-problem.ts';
import { call } from '../api/call.ts';
import { useSession } from '../session-state.ts';
import { followAlerts } from './alert-cache.ts';
import { followCaseDetails } from './case-detail-cache.ts';
import { createBatcher } from './event-batcher.ts';
import { learnServerTime, serverNow } from './server-clock.ts';
import { openWallSocket, type WallSocket } from './wall-socket.ts';
import { useWallStore } from './wall-store.ts';

/** What only the server knows exactly (today's counters, tiles, grid loads) is loaded anew this often. */
const refreshMs = 10 * 60_000;
const retryMs = 3000;

/** Keeps the wall's state alive while mounted: loads it, follows the log, loads it anew when it was away too long. */
export function useLiveWall(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const { load, apply, connect, clear } = useWallStore.getState();
    const batcher = createBatcher(apply);
    let socket: WallSocket | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const loadWall = async (resubscribe: boolean): Promise<void> => {
      clearTimeout(timer);
      const askedAt = Date.now();
      try {
        const snapshot = await call('wall', { signal: stop.signal });
        learnServerTime(snapshot.time, askedAt, Date.now());
        load(snapshot);
        void queryClient.invalidateQueries({ queryKey: ['grids'] });
        socket ??= openSocket();
        if (resubscribe) socket.resume();
        timer = setTimeout(() => loadWall(false), refreshMs);
      } catch (error) {
        if (stop.signal.aborted) return;
        if (error instanceof ApiProblem && error.status === 401) return useSession.getState().expire();
        connect('offline', serverNow());
        timer = setTimeout(() => loadWall(resubscribe), retryMs);
      }
    };
    const openSocket = () =>
      openWallSocket({
        lastSeq: () => useWallStore.getState().wall?.seq ?? 0,
        onEvents: (batch) => {
          followCaseDetails(queryClient, batch);
          followAlerts(queryClient, batch);
          batcher.add(batch);
        },
        onReload: () => void loadWall(true),
        onSignedOut: () => {
          queryClient.clear(); // the session may go on with other rights, and see something else
          useSession.getState().askAgain();
        },
        onState: (state) => connect(state, serverNow()),
      });
    void loadWall(false);
    return () => {
      stop.abort();
      clearTimeout(timer);
      batcher.stop();
      socket?.close();
      clear();
    };
  }, [queryClient]);
}
