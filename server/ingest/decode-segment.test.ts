import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSegmentDecoder, type Sampling } from './decode-segment.ts';
import { readStill } from './read-still.ts';
import type { Segment } from './segment.ts';
import { StreamFailure } from './stream-failure.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const segmentOf = (sequence: number, codec: string, container: Segment['container']): Segment => ({
  sequence,
  startAt: 1_000_000 + sequence * 1000,
  durationMs: 1000,
  container,
  bytes: fixture(`${codec}-${sequence}.${container === 'ts' ? 'mpegts' : 'm4s'}`),
  ...(container === 'ts' ? {} : { init: fixture(`${codec}-init.mp4`) }),
  discontinuity: false,
  arrivedAt: 0,
  catchUp: false,
});
const shape = { width: 160, height: 90, fit: 'stretch', colour: 'grey' } as const;
const decoderOf = (sampling: Sampling, said: string[] = []) =>
  createSegmentDecoder(shape, sampling, (reason) => said.push(reason));

it.each([
  ['h264', 'ts'],
  ['h264', 'fmp4'],
  ['h265', 'ts'],
  ['h265', 'fmp4'],
] as const)('gives every frame of %s in %s once, evenly in time, across segments', (codec, container) => {
  const decoder = decoderOf('every');
  const times = [0, 1, 2, 3].flatMap((i) =>
    [...decoder.frames(segmentOf(i, codec, container))].map(({ at }) => at),
  );
  decoder.close();
  // The decoder still holds the last pictures of the last segment.
  expect(times.length).toBeGreaterThanOrEqual(37);
  expect(times).toEqual(times.map((_, i) => 1_000_000 + i * 100));
});

it('gives one frame a segment, its first, when keyframes suffice', () => {
  const decoder = decoderOf('keyframe');
  const times = [0, 1].flatMap((i) => [...decoder.frames(segmentOf(i, 'h264', 'ts'))].map(({ at }) => at));
  expect(times).toEqual([1_000_000, 1_001_000]);
});

it('shows the still of the asked moment at full size', () => {
  const segment = segmentOf(1, 'h264', 'fmp4');
  const still = readStill(segment, 1_001_500);
  expect(still).toMatchObject({ at: 1_001_500, width: 160, height: 90 });
  expect(still.picture.data).toHaveLength(160 * 90 * 3);
  expect(readStill(segment, 9_999_999).at).toBe(1_001_000);
  expect(readStill(segment, 'keyframe').at).toBe(1_001_000);
});

it('survives any damage to a segment: frames, or a failure with a reason', () => {
  const sources = [
    segmentOf(0, 'h264', 'ts'),
    segmentOf(0, 'h264', 'fmp4'),
    segmentOf(0, 'h265', 'ts'),
    segmentOf(0, 'h265', 'fmp4'),
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 60 });
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      damage,
      fc.nat(),
      fc.constantFrom<Sampling>('keyframe', 'every'),
      (source, bites, cut, sampling) => {
        const bytes = Buffer.from(
          source.bytes.subarray(0, source.bytes.length - (cut % source.bytes.length)),
        );
        if (bytes.length > 0) for (const [at, value] of bites) bytes[at % bytes.length] = value;
        const decoder = decoderOf(sampling);
        try {
          for (const frame of decoder.frames({ ...source, bytes }))
            expect(frame.picture.data).toHaveLength(160 * 90);
        } catch (error) {
          expect(error).toBeInstanceOf(StreamFailure);
        } finally {
          decoder.close();
        }
      },
    ),
    { numRuns: 300 },
  );
});
