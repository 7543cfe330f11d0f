import { createHash } from 'node:crypto';

/** What a kept segment's file name tells, so that the ring needs no index beside it. */
export interface SegmentFacts {
  /** Media time of the first picture, epoch milliseconds. */
  startAt: number;
  durationMs: number;
  /** When it was kept, epoch milliseconds: age counts from here, for a camera's own clock may be wrong. */
  keptAt: number;
  bytes: number;
  container: 'ts' | 'fmp4';
  /** First 16 hex digits of the init segment's SHA-256. */
  initHash?: string;
  discontinuity: boolean;
}

const pattern = /^(-?\d+)_(\d+)_(\d+)_(\d+)_(ts|fmp4-[0-9a-f]{16})(_d)?\.seg$/;

export function segmentFileName(facts: SegmentFacts): string {
  const container = facts.container === 'ts' ? 'ts' : `fmp4-${facts.initHash}`;
  const numbers = [facts.startAt, facts.durationMs, facts.keptAt, facts.bytes].map(Math.round).join('_');
  return `${numbers}_${container}${facts.discontinuity ? '_d' : ''}.seg`;
}

/** `undefined` where the name is none of ours. */
export function parseSegmentFileName(name: string): SegmentFacts | undefined {
  const match = pattern.exec(name);
  if (!match) return undefined;
  const [, startAt, durationMs, keptAt, bytes, container = 'ts', discontinuity] = match;
  return {
    startAt: Number(startAt),
    durationMs: Number(durationMs),
    keptAt: Number(keptAt),
    bytes: Number(bytes),
    container: container === 'ts' ? 'ts' : 'fmp4',
    ...(container !== 'ts' && { initHash: container.slice('fmp4-'.length) }),
    discontinuity: discontinuity !== undefined,
  };
}

export const initHash = (init: Uint8Array) => createHash('sha256').update(init).digest('hex').slice(0, 16);
export const initFileName = (hash: string) => `${hash}.init`;

/** A camera's folder: its code where that is plain, else a digest; never a path out of the ring. */
export function cameraFolderName(cameraCode: string): string {
  if (/^[A-Za-z0-9_-]{1,80}$/.test(cameraCode)) return `camera-${cameraCode}`;
  return `digest-${createHash('sha256').update(cameraCode).digest('hex')}`;
}
