import { type RefObject, useEffect, useState } from 'react';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { call } from '../platform/api/call.ts';
import { serverNow } from '../platform/live/server-clock.ts';
import type { LiveStatus } from './live-status.ts';
import { renewAfterMs } from './live-url.ts';
import type { LivePlayer } from './play-live.ts';

const retryMs = 5000;

/** Plays a camera in a video element while `active`: asks for a signed address, renews it, retries. */
export function useLivePicture(
  video: RefObject<HTMLVideoElement | null>,
  cameraCode: string,
  active: boolean,
): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>({ kind: 'starting' });
  useEffect(() => {
    if (!active) {
      setStatus({ kind: 'queued' });
      return;
    }
    const stop = new AbortController();
    let player: LivePlayer | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const refresh = async (): Promise<void> => {
      try {
        const live = await call('liveUrl', { params: { code: cameraCode }, signal: stop.signal });
        const { playLive } = await import('./play-live.ts');
        if (stop.signal.aborted || !video.current) return;
        if (player) player.renew(live.url);
        else player = playLive(video.current, live.url, setStatus);
        timer = setTimeout(refresh, renewAfterMs(live, serverNow()));
      } catch (error) {
        if (stop.signal.aborted) return;
        const refused = error instanceof ApiProblem && (error.status === 401 || error.status === 403);
        if (!player) setStatus({ kind: refused ? 'refused' : 'unreachable' });
        timer = setTimeout(refresh, retryMs);
      }
    };
    setStatus({ kind: 'starting' });
    void refresh();
    return () => {
      stop.abort();
      clearTimeout(timer);
      player?.stop();
    };
  }, [video, cameraCode, active]);
  return status;
}
