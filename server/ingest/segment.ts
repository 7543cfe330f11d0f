import type { StreamFailureReason } from './stream-failure.ts';

/** One piece of a camera's stream, as it came: what is decoded, and what is kept as evidence. */
export interface Segment {
  sequence: number;
  /** Media time of its first picture, epoch ms. */
  startAt: number;
  durationMs: number;
  container: 'ts' | 'fmp4';
  bytes: Buffer;
  /** fMP4 only: the header that the bytes need in front. */
  init?: Buffer;
  /** Codec or time stamps may differ from the segment before, or segments between were lost. */
  discontinuity: boolean;
  /** Epoch ms when it was here. */
  arrivedAt: number;
  /** It lies behind the live edge because the reader was away, and must not be skipped. */
  catchUp: boolean;
}

/** Something is not right with a stream that still runs. */
export type Report = (reason: StreamFailureReason) => void;
