import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { KeptSegment } from './segment-ring.ts';

/** Small real segments for tests: two seconds each, 10 pictures a second, a keyframe every two seconds. */

const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures', name));
export const fixtureStartAt = Date.UTC(2030, 0, 1);

const segment = (container: 'ts' | 'fmp4', file: string, atSeconds: number): KeptSegment => ({
  startAt: fixtureStartAt + atSeconds * 1000,
  durationMs: 2000,
  container,
  bytes: read(file),
  discontinuity: false,
  ...(container === 'fmp4' && { init: read('hevc-init.mp4') }),
});

/** H.264 with B-frames and sound in MPEG-TS; index 0–3. Placed `atSeconds` after `fixtureStartAt`. */
export const avcSegment = (index: number, atSeconds = index * 2) =>
  segment('ts', `avc-b-frames-audio-${index}.mpegts`, atSeconds);
/** H.264 of another size; index 0–1. */
export const smallerSegment = (index: number, atSeconds: number) =>
  segment('ts', `avc-smaller-${index}.mpegts`, atSeconds);
/** H.265 with B-frames in fMP4; index 0–2. */
export const hevcSegment = (index: number, atSeconds = index * 2) =>
  segment('fmp4', `hevc-${index}.m4s`, atSeconds);
