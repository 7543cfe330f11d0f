import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { expect, test } from 'vitest';
import { makeClip } from './clip-maker.ts';
import { avcSegment, hevcSegment, smallerSegment, fixtureStartAt as t0 } from './fixture-segments.ts';

const second = 1000;

/** What a reader finds in the file, pictures in the order in which they are shown. */
async function inspect(bytes: Uint8Array) {
  using input = new Input({ formats: [MP4], source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('the clip has no video');
  const packets = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  const times = packets.map((packet) => Number(packet.timestamp.toFixed(3))).sort((a, b) => a - b);
  return {
    tracks: (await input.getTracks()).length,
    durationSeconds: Number((await track.computeDuration()).toFixed(3)),
    firstType: packets[0]?.type,
    times,
  };
}
const tenths = (from: number, to: number) =>
  Array.from({ length: Math.round((to - from) * 10) }, (_, i) => Number((from + i / 10).toFixed(3)));

test('makes one file of the segments between two moments, every picture at its time', async () => {
  const segments = [0, 1, 2, 3].map((index) => avcSegment(index));
  const clip = await makeClip(segments, t0 + 2.5 * second, t0 + 7 * second);
  expect(clip).toMatchObject({ fromAt: t0 + 2 * second, width: 160, height: 120, missing: [], damaged: 0 });
  expect(clip?.codec).toMatch(/^avc1\./);
  const found = await inspect(clip?.bytes ?? new Uint8Array());
  expect(found.firstType).toBe('key');
  // pictures are stored in decoding order, so one or two shown after the end may come with the last one before it
  expect(found.times.slice(0, 50)).toEqual(tenths(0, 5));
  expect(found.durationSeconds).toBeGreaterThanOrEqual(5);
  expect(found.durationSeconds).toBeLessThan(5.4);
  expect(clip?.toAt).toBeCloseTo(t0 + 2 * second + found.durationSeconds * 1000, -1);
});

test('carries the picture alone, not the sound', async () => {
  const clip = await makeClip([avcSegment(0)], t0, t0 + 2 * second);
  expect((await inspect(clip?.bytes ?? new Uint8Array())).tracks).toBe(1);
});

test('puts the index before the pictures, so that a browser starts before it has the whole file', async () => {
  const clip = await makeClip([avcSegment(0)], t0, t0 + 2 * second);
  const text = Buffer.from(clip?.bytes ?? []).toString('latin1');
  expect(text.indexOf('moov')).toBeGreaterThan(0);
  expect(text.indexOf('moov')).toBeLessThan(text.indexOf('mdat'));
});

test('copies H.265 out of fMP4 too', async () => {
  const clip = await makeClip(
    [0, 1, 2].map((index) => hevcSegment(index)),
    t0,
    t0 + 6 * second,
  );
  expect(clip?.codec).toMatch(/^(hev1|hvc1)\./);
  expect(await inspect(clip?.bytes ?? new Uint8Array())).toEqual({
    tracks: 1,
    durationSeconds: 6,
    firstType: 'key',
    times: tenths(0, 6),
  });
});

test('runs on over a discontinuity at the right times', async () => {
  const segments = [
    avcSegment(2, 0),
    avcSegment(3, 2),
    { ...avcSegment(0, 4), discontinuity: true },
    avcSegment(1, 6),
  ];
  const clip = await makeClip(segments, t0, t0 + 8 * second);
  const found = await inspect(clip?.bytes ?? new Uint8Array());
  expect(found).toMatchObject({ durationSeconds: 8, times: tenths(0, 8) });
  expect(clip?.missing).toEqual([]);
});

test('stands still for as long as a segment is missing, and says which time that is', async () => {
  const clip = await makeClip([avcSegment(0), avcSegment(2), avcSegment(3)], t0, t0 + 8 * second);
  expect(clip?.missing).toEqual([{ fromAt: t0 + 2 * second, toAt: t0 + 4 * second }]);
  const found = await inspect(clip?.bytes ?? new Uint8Array());
  expect(found.durationSeconds).toBe(8);
  expect(found.times).toEqual([...tenths(0, 2), ...tenths(4, 8)]);
});

test('leaves out a segment that is damaged, and counts it', async () => {
  const damaged = { ...avcSegment(1), bytes: Buffer.alloc(5000, 7) };
  const clip = await makeClip([avcSegment(0), damaged, avcSegment(2)], t0, t0 + 6 * second);
  expect(clip).toMatchObject({ damaged: 1, missing: [{ fromAt: t0 + 2 * second, toAt: t0 + 4 * second }] });
});

test('takes the longer part where the camera changes its coding on the way', async () => {
  const segments = [smallerSegment(0, 0), ...[0, 1, 2].map((index) => avcSegment(index, 2 + index * 2))];
  const clip = await makeClip(segments, t0, t0 + 8 * second);
  expect(clip).toMatchObject({
    fromAt: t0 + 2 * second,
    width: 160,
    missing: [{ fromAt: t0, toAt: t0 + 2 * second }],
  });
});

test('makes nothing of no pictures', async () => {
  expect(await makeClip([], t0, t0 + second)).toBeUndefined();
  expect(await makeClip([avcSegment(0)], t0 + 60 * second, t0 + 61 * second)).toBeUndefined();
  expect(
    await makeClip([{ ...avcSegment(0), bytes: Buffer.from('noise') }], t0, t0 + second),
  ).toBeUndefined();
});
