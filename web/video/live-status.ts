import type { ErrorData } from 'hls.js';

/** What a live tile says of itself. */
export type LiveStatus =
  | { kind: 'starting' }
  | { kind: 'playing' }
  | { kind: 'behind'; seconds: number }
  | { kind: 'queued' }
  | { kind: 'codec-unsupported'; codec: string }
  | { kind: 'unreachable' }
  | { kind: 'refused' }
  | { kind: 'failed' };

/** Behind by more than this, a live picture says so. */
export const behindSeconds = 12;

type Failure = Pick<ErrorData, 'details' | 'type' | 'fatal'> & {
  response?: { code: number };
  mimeType?: string;
};

/** What a player's error means to a person; null for what hls.js mends by itself. */
export function statusOfError(error: Failure, codec: string | null): LiveStatus | null {
  const named = codec ?? codecName(error.mimeType ?? '');
  if (/codec/i.test(error.details)) return { kind: 'codec-unsupported', codec: named };
  if (!error.fatal) return null;
  if (error.type === 'networkError') {
    const code = error.response?.code;
    return { kind: code === 401 || code === 403 ? 'refused' : 'unreachable' };
  }
  if (error.type === 'mediaError' && /hvc1|hev1/.test(codec ?? ''))
    return { kind: 'codec-unsupported', codec: 'HEVC' };
  return { kind: error.type === 'mediaError' ? 'unreachable' : 'failed' };
}

/** The name people know a codec by: `hvc1.1.6.L120` is HEVC. */
export function codecName(codec: string): string {
  if (/hvc1|hev1|hevc|h265/i.test(codec)) return 'HEVC (H.265)';
  if (/avc1|avc3|h264/i.test(codec)) return 'H.264';
  if (/av01/i.test(codec)) return 'AV1';
  return codec || '?';
}
