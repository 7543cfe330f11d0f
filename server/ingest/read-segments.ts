import { setTimeout as sleep } from 'node:timers/promises';
import { type Fetch, fetchLimited } from './fetch-limited.ts';
import { createSegmentFetcher } from './fetch-segment.ts';
import { createMediaClock } from './media-clock.ts';
import { type MediaPlaylist, parsePlaylist, pickVariant } from './playlist.ts';
import { createPublicationForecast } from './publication-forecast.ts';
import type { Report, Segment } from './segment.ts';
import { asStreamFailure, StreamFailure } from './stream-failure.ts';

/** Follows a live HLS stream and yields its segments as they are published. */

/** Where in the stream a reader is; kept over reconnections, so that nothing is read twice. */
export interface StreamPosition {
  nextSequence?: number;
  /** Segments were lost since the last one read. */
  broken: boolean;
  clock: ReturnType<typeof createMediaClock>;
}

export const createStreamPosition = (): StreamPosition => ({ broken: false, clock: createMediaClock() });

export interface ReadSegmentsOptions {
  url: string;
  signal: AbortSignal;
  position?: StreamPosition;
  /** Told of what is not right while the stream goes on: a lost segment, a leaping clock. */
  report: Report;
  /** Segments that end after this media time and are still in the playlist come first; without it the live edge. */
  resumeFromAt?: number;
  /** A recording: from its first segment to its end, without waiting. */
  fromStart?: boolean;
  now?: () => number;
  fetch?: Fetch;
}

const maxPlaylistBytes = 2 ** 20;
const playlistTimeoutMs = 5_000;
/** So many lost segments in a row and the stream counts as gone. */
const maxLostInRow = 5;

export async function* readSegments(options: ReadSegmentsOptions): AsyncGenerator<Segment> {
  const { signal, report, now = Date.now } = options;
  const wire = { signal, ...(options.fetch ? { fetch: options.fetch } : {}) };
  const fetchSegment = createSegmentFetcher(wire);
  const forecast = createPublicationForecast(now);
  const position = options.position ?? createStreamPosition();
  let mediaUrl = options.url;
  let lostInRow = 0;
  let isFirstLook = true;

  const fetchPlaylist = async (): Promise<MediaPlaylist> => {
    const limits = { ...wire, maxBytes: maxPlaylistBytes, timeoutMs: playlistTimeoutMs };
    for (let depth = 0; depth < 3; depth++) {
      const { bytes, url } = await fetchLimited(mediaUrl, limits);
      const playlist = parsePlaylist(bytes.toString('utf8'), url);
      if (playlist.kind === 'media') return playlist;
      mediaUrl = pickVariant(playlist);
    }
    throw new StreamFailure('bad-playlist', 'Master playlists that lead to master playlists');
  };

  while (!signal.aborted) {
    const playlist = await fetchPlaylist();
    const seenAt = now();
    const { segments } = playlist;
    const newest = segments.at(-1);
    const isCountedAnew =
      position.nextSequence !== undefined && newest && newest.sequence < position.nextSequence - 4;
    if (isCountedAnew) {
      position.nextSequence = newest.sequence;
      position.broken = true;
    }
    position.nextSequence ??= firstSequence(playlist, seenAt, options);
    const begin = options.fromStart
      ? position.nextSequence
      : Math.max(position.nextSequence, oldestWorthwhile(segments));
    const fresh = segments.filter(({ sequence }) => sequence >= begin);
    if (fresh[0] && fresh[0].sequence > position.nextSequence) position.broken = true;

    for (const [i, entry] of fresh.entries()) {
      const followMs = fresh.slice(i + 1).reduce((sum, { durationMs }) => sum + durationMs, 0);
      position.nextSequence = entry.sequence + 1;
      try {
        const fetched = await fetchSegment(entry);
        const { startAt, clockJumped } = position.clock.place({ ...entry, endedByAt: seenAt - followMs });
        if (clockJumped) report('clock-jump');
        lostInRow = 0;
        const { sequence, durationMs } = entry;
        const discontinuity = entry.discontinuity || position.broken || clockJumped;
        position.broken = false;
        const catchUp = isFirstLook && i < fresh.length - 1;
        yield { sequence, startAt, durationMs, ...fetched, discontinuity, arrivedAt: now(), catchUp };
      } catch (error) {
        signal.throwIfAborted();
        const failure = asStreamFailure(error);
        lostInRow += 1;
        if (lostInRow >= maxLostInRow || failure.reason.startsWith('unsupported')) throw failure;
        report(failure.reason);
        position.broken = true;
      }
    }
    if (playlist.ended) {
      if (options.fromStart) return;
      throw new StreamFailure('ended', 'The stream has ended');
    }
    isFirstLook = false;
    const published = fresh.at(-1);
    if (published) forecast.sawNew(seenAt, published.durationMs);
    else forecast.sawNothing();
    if (forecast.silentMs() > stalledAfterMs(playlist)) {
      report('stalled');
      mediaUrl = options.url;
    }
    await sleep(forecast.waitMs(playlist.targetDurationMs), undefined, { signal });
  }
  signal.throwIfAborted();
}

/** Where to begin: at the newest segment, or at the oldest that a restart has not seen to its end. */
const firstSequence = (playlist: MediaPlaylist, seenAt: number, options: ReadSegmentsOptions): number => {
  const { segments } = playlist;
  const newest = segments.at(-1)?.sequence ?? 0;
  if (options.fromStart) return segments[0]?.sequence ?? 0;
  if (options.resumeFromAt === undefined) return newest;
  let endAt = seenAt;
  let begin = newest;
  for (const segment of segments.toReversed()) {
    const segmentEndAt =
      segment.programDateTime === undefined ? endAt : segment.programDateTime + segment.durationMs;
    // Half a second of overlap costs one segment; a gap could cost a case.
    if (segmentEndAt <= options.resumeFromAt + 500) break;
    begin = segment.sequence;
    endAt -= segment.durationMs;
  }
  return begin;
};

/** After an outage nothing older than this is fetched, however far back the playlist goes. */
const longestCatchUpMs = 60_000;

const oldestWorthwhile = (segments: MediaPlaylist['segments']): number => {
  let spanMs = 0;
  let oldest = segments.at(-1)?.sequence ?? 0;
  for (const { sequence, durationMs } of segments.toReversed()) {
    spanMs += durationMs;
    if (spanMs > longestCatchUpMs) break;
    oldest = sequence;
  }
  return oldest;
};

const stalledAfterMs = ({ targetDurationMs }: MediaPlaylist): number => Math.max(6_000, targetDurationMs * 3);
