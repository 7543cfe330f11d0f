import type { Clock } from '../platform/clock.ts';
import type { createByteCache } from './byte-cache.ts';
import { readUpstream, type UpstreamItem, type UpstreamPlaylist } from './upstream-playlist.ts';

/** Fetches bytes over HTTP within these limits; rejects with an error whose `reason` is a code that may be shown. */
export type FetchBytes = (
  url: string,
  limits: {
    maxBytes: number;
    timeoutMs: number;
    signal: AbortSignal;
    range?: readonly [number, number];
    /** Takes the place of the global `fetch`, for every hop of a redirect. */
    fetch?: (url: string, init: RequestInit) => Promise<Response>;
  },
) => Promise<{ bytes: Buffer; url: string }>;

const playlistLimits = { maxBytes: 1_000_000, timeoutMs: 6000 };
const itemLimits = { maxBytes: 24_000_000, timeoutMs: 12_000 };
/** An item may still be asked for this long after it has left the playlist. */
const forgetItemMs = 60_000;
const failureHoldsMs = 1000;

/** One camera's stream as all its viewers share it. */
export interface LiveChannel {
  /** The playlist of this moment; viewers who ask at about the same time share one answer. */
  playlist(): Promise<UpstreamPlaylist>;
  /** What a playlist of this camera named so; `undefined` where none did lately. */
  item(name: string): Promise<UpstreamItem | undefined>;
  bytesOf(item: UpstreamItem): Promise<Buffer>;
}

export function createLiveChannel(options: {
  cameraCode: string;
  streamUrl: string;
  secret: Buffer;
  /** Hosts other than the stream's own that its playlist may point at. */
  allowedHosts: readonly string[];
  fetchBytes: FetchBytes;
  cache: ReturnType<typeof createByteCache>;
  clock: Clock;
  signal: AbortSignal;
}): LiveChannel {
  const { streamUrl, secret, fetchBytes, cache, clock, signal } = options;
  const hosts = new Set([hostOf(streamUrl), ...options.allowedHosts]);
  const isAllowedHost = (hostname: string) => hosts.has(hostname);
  const guardedFetch = (url: string, init: RequestInit) =>
    isAllowedHost(hostOf(url))
      ? fetch(url, init)
      : Promise.reject(new Error('a redirect leads to a foreign host'));

  const items = new Map<string, { item: UpstreamItem; seenAt: number }>();
  let mediaUrl: string | undefined;
  let running: Promise<UpstreamPlaylist> | undefined;
  let last: { outcome: Promise<UpstreamPlaylist>; until: number } | undefined;

  async function fetchPlaylist(): Promise<UpstreamPlaylist> {
    let url = mediaUrl ?? streamUrl;
    // a master names a variant; a variant that is a master again is nonsense
    for (let hop = 0; ; hop++) {
      const fetched = await fetchBytes(url, { ...playlistLimits, signal, fetch: guardedFetch });
      const read = readUpstream(fetched.bytes.toString('utf8'), { base: fetched.url, secret, isAllowedHost });
      if (!('variantUrl' in read)) {
        mediaUrl = url;
        remember(read);
        return read;
      }
      if (hop > 0) throw new Error('a variant is a master playlist');
      url = read.variantUrl;
    }
  }

  function remember(playlist: UpstreamPlaylist): void {
    const now = clock.now();
    for (const segment of playlist.segments) {
      for (const item of [segment.item, segment.init, segment.key?.item]) {
        if (item) items.set(item.name, { item, seenAt: now });
      }
    }
    for (const [name, { seenAt }] of items) if (now - seenAt > forgetItemMs) items.delete(name);
  }

  function playlist(): Promise<UpstreamPlaylist> {
    if (running) return running;
    if (last && clock.now() < last.until) return last.outcome;
    const fetching = fetchPlaylist();
    running = fetching;
    fetching
      .then(
        ({ targetSeconds }) => Math.min(1000, targetSeconds * 250),
        () => {
          mediaUrl = undefined;
          return failureHoldsMs;
        },
      )
      .then((holdsMs) => {
        last = { outcome: fetching, until: clock.now() + holdsMs };
        running = undefined;
      });
    return fetching;
  }

  return {
    playlist,
    async item(name) {
      // after a restart a viewer may ask for a piece before anybody has asked for the playlist
      if (!items.has(name)) await playlist();
      return items.get(name)?.item;
    },
    bytesOf: (item) =>
      cache.get(`${options.cameraCode} ${item.name}`, async () => {
        const range = item.range && { range: item.range };
        return (await fetchBytes(item.url, { ...itemLimits, ...range, signal, fetch: guardedFetch })).bytes;
      }),
  };
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : '');
