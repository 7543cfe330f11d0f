import { redactText } from './redact-url.ts';

/** Why a camera's stream can't be used, or only in part: the codes that its health shows. */
export type StreamFailureReason =
  | 'unreachable'
  | 'timed-out'
  | `http-${number}`
  | 'too-many-redirects'
  | 'too-large'
  | 'bad-url'
  | 'bad-playlist'
  | 'bad-segment'
  | 'bad-key'
  | 'unsupported-encryption'
  | 'unsupported-codec'
  | 'no-keyframe'
  | 'codec-changed'
  | 'clock-jump'
  | 'stalled'
  | 'ended'
  | 'file-missing'
  | 'internal';

/** A failure of one camera's stream; its message names no credential and may be logged. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
  readonly reason: StreamFailureReason;
  constructor(reason: StreamFailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The failure that any error thrown while a stream is read amounts to; a bug keeps its place in the code. */
export const asStreamFailure = (error: unknown): StreamFailure => {
  if (error instanceof StreamFailure) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new StreamFailure('internal', redactText(text));
};
