import Hls from 'hls.js';
import { behindSeconds, codecName, type LiveStatus, statusOfError } from './live-status.ts';

export interface LivePlayer {
  /** The address that playlists are fetched with from now on. */
  renew(url: string): void;
  stop(): void;
}

const retryPausesMs = [1000, 2000, 4000, 8000, 15_000];
const watchIntervalMs = 2000;

/** Plays a live HLS address in a video element: near the live edge, catching up when it drifts, retrying when it breaks. */
export function playLive(
  video: HTMLVideoElement,
  url: string,
  report: (status: LiveStatus) => void,
): LivePlayer {
  let current = url;
  let hls: Hls | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let codec: string | null = null;

  /** Fetches the first playlist with the newest signature; what it names is signed by itself. */
  class RenewedLoader extends Hls.DefaultConfig.loader {
    override load(
      ...[context, config, callbacks]: Parameters<InstanceType<typeof Hls.DefaultConfig.loader>['load']>
    ) {
      if (context.url.split('?')[0] === current.split('?')[0]) context.url = current;
      super.load(context, config, callbacks);
    }
  }

  const open = () => {
    hls?.destroy();
    hls = new Hls({
      liveSyncDurationCount: 2,
      liveMaxLatencyDurationCount: 6,
      maxLiveSyncPlaybackRate: 1.25,
      backBufferLength: 10,
      maxBufferLength: 12,
      pLoader: RenewedLoader as unknown as NonNullable<(typeof Hls.DefaultConfig)['pLoader']>,
    });
    hls.on(Hls.Events.BUFFER_CODECS, (_, { video: track }) => {
      codec = track?.codec ? codecName(track.codec) : codec;
    });
    hls.on(Hls.Events.FRAG_BUFFERED, () => {
      failures = 0;
    });
    hls.on(Hls.Events.ERROR, (_, error) => {
      const status = statusOfError(error as Parameters<typeof statusOfError>[0], codec);
      if (!status) return;
      report(status);
      if (status.kind === 'codec-unsupported') return hls?.destroy();
      hls?.stopLoad();
      clearTimeout(retry);
      retry = setTimeout(open, retryPausesMs[Math.min(failures++, retryPausesMs.length - 1)]);
    });
    hls.loadSource(current);
    hls.attachMedia(video);
  };

  const behind = () => {
    const latency = hls?.latency ?? 0;
    report(latency > behindSeconds ? { kind: 'behind', seconds: Math.round(latency) } : { kind: 'playing' });
  };
  const catchUp = () => {
    const edge = hls?.liveSyncPosition;
    if (document.hidden || edge == null) return;
    if (edge - video.currentTime > behindSeconds) video.currentTime = edge;
    if (video.paused) void video.play().catch(() => report({ kind: 'starting' }));
  };
  const watch = setInterval(() => {
    if (!video.paused && video.readyState >= 3) behind();
    catchUp();
  }, watchIntervalMs);

  video.muted = true;
  video.addEventListener('playing', behind);
  document.addEventListener('visibilitychange', catchUp);
  report({ kind: 'starting' });
  open();
  return {
    renew(next) {
      current = next;
    },
    stop() {
      clearInterval(watch);
      clearTimeout(retry);
      video.removeEventListener('playing', behind);
      document.removeEventListener('visibilitychange', catchUp);
      hls?.destroy();
      hls = undefined;
    },
  };
}
