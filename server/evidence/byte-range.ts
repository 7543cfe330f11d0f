import type { ByteRange } from './evidence-store.ts';

/** First and last byte of a wanted range within an object; throws `RangeError` where it begins beyond the end. */
export function resolveRange(
  range: ByteRange | undefined,
  totalBytes: number,
): { start: number; end: number } {
  if (!range) return { start: 0, end: totalBytes - 1 };
  const end = Math.min(range.end ?? totalBytes - 1, totalBytes - 1);
  if (range.start < 0 || range.start > end)
    throw new RangeError(`bytes ${range.start}–${range.end ?? ''} of ${totalBytes}`);
  return { start: range.start, end };
}
