import { decryptSegment } from './decrypt-segment.ts';
import { type Fetch, fetchLimited } from './fetch-limited.ts';
import type { ByteSource, PlaylistSegment } from './playlist.ts';
import type { Segment } from './segment.ts';
import { StreamFailure } from './stream-failure.ts';

/** Fetches a segment with the key and the header that it needs; those are fetched once. */

export type SegmentBytes = Pick<Segment, 'bytes' | 'init' | 'container'>;

const maxSegmentBytes = 64 * 2 ** 20;
const maxInitBytes = 2 ** 20;
const keptSources = 4;

export const createSegmentFetcher = (options: { signal: AbortSignal; fetch?: Fetch }) => {
  const kept = new Map<string, Buffer>();

  const load = async (source: ByteSource, maxBytes: number, timeoutMs: number): Promise<Buffer> => {
    const { bytes } = await fetchLimited(source.url, {
      ...options,
      maxBytes,
      timeoutMs,
      ...(source.range ? { range: source.range } : {}),
    });
    return bytes;
  };

  const loadOnce = async (source: ByteSource, maxBytes: number): Promise<Buffer> => {
    const name = `${source.url} ${source.range ?? ''}`;
    const known = kept.get(name);
    if (known) return known;
    const bytes = await load(source, maxBytes, 5_000);
    kept.set(name, bytes);
    for (const oldest of kept.keys()) if (kept.size > keptSources) kept.delete(oldest);
    return bytes;
  };

  return async (segment: PlaylistSegment): Promise<SegmentBytes> => {
    const { key, sequence } = segment;
    if (key && key.method !== 'AES-128') {
      throw new StreamFailure('unsupported-encryption', `The stream is encrypted with ${key.method}`);
    }
    const secret = key && (await loadOnce({ url: key.url }, 1024));
    const encrypted = await load(segment, maxSegmentBytes, Math.max(10_000, segment.durationMs * 3));
    const bytes = secret ? decryptSegment(encrypted, secret, sequence, key?.iv) : encrypted;
    if (!segment.init) return { bytes, container: isMpegTs(bytes) ? 'ts' : 'fmp4' };
    // An encrypted header is legal only with a vector of its own.
    const header = await loadOnce(segment.init, maxInitBytes);
    const init =
      secret && key?.iv && !isMp4(header) ? decryptSegment(header, secret, sequence, key.iv) : header;
    return { bytes, init, container: 'fmp4' };
  };
};

/** MPEG-TS packets are 188 bytes long and each starts with 0x47. */
const isMpegTs = (bytes: Buffer): boolean => bytes[0] === 0x47 || (bytes[0] !== 0 && !isMp4(bytes));

const isMp4 = (bytes: Buffer): boolean =>
  /^(ftyp|styp|moof|moov|sidx|emsg)$/.test(bytes.toString('latin1', 4, 8));
