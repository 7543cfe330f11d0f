import { setImmediate as letOthersRun } from 'node:timers/promises';
import { BufferTarget, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { cutPictures, missingStretches, placePictures, type Stretch } from './clip-timeline.ts';
import { readSegmentPackets, type SegmentPackets } from './segment-packets.ts';
import type { KeptSegment } from './segment-ring.ts';

/** A file that a browser plays, made of what a camera sent, without re-encoding. */
export interface EvidenceClip {
  bytes: Uint8Array;
  /** Media time of the first picture and the end of the last, epoch milliseconds. */
  fromAt: number;
  toAt: number;
  /** RFC 6381 codec string. */
  codec: string;
  width: number;
  height: number;
  /** Parts of the wanted stretch that are not in it; while one lasts, the picture before it stands still. */
  missing: Stretch[];
  /** Segments that could not be read. */
  damaged: number;
}

/** Pictures before the wanted stretch that may be needed to decode its first one: the longest distance of keyframes. */
export const keyframeReachMs = 12_000;

/**
 * Makes one fast-start MP4 of the pictures that show [fromAt, toAt), beginning at a keyframe at or before it. Where the
 * coding changes on the way (another codec or size), the part that covers most is taken. `undefined` where there is
 * no picture of that time.
 */
export async function makeClip(
  segments: KeptSegment[],
  fromAt: number,
  toAt: number,
): Promise<EvidenceClip | undefined> {
  const readable: SegmentPackets[] = [];
  let damaged = 0;
  for (const segment of segments) {
    await letOthersRun();
    try {
      readable.push(await readSegmentPackets(segment));
    } catch {
      damaged++; // told in the result: a clip with a hole is better than none
    }
  }
  const candidates = runsOfOneCoding(readable).map((run) => ({
    run,
    pictures: cutPictures(placePictures(run), fromAt, toAt),
  }));
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (a, b) => (shownMs(b.pictures, fromAt) > shownMs(a?.pictures ?? [], fromAt) ? b : a),
    undefined,
  );
  const [first] = best?.pictures ?? [];
  const head = best?.run[0];
  if (!best || !first || !head) return undefined;

  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
    target: new BufferTarget(),
  });
  const source = new EncodedVideoPacketSource(head.codec);
  output.addVideoTrack(source);
  await output.start();
  for (const [index, { at, packet }] of best.pictures.entries()) {
    if (index % 100 === 0) await letOthersRun();
    await source.add(packet.clone({ timestamp: (at - first.at) / 1000 }), { decoderConfig: head.config });
  }
  await output.finalize();
  if (!output.target.buffer) throw new Error('the clip was not finished');
  return {
    bytes: new Uint8Array(output.target.buffer),
    fromAt: Math.round(first.at),
    toAt: Math.round(Math.max(...best.pictures.map((picture) => picture.endAt))),
    codec: head.config.codec,
    width: head.config.codedWidth ?? 0,
    height: head.config.codedHeight ?? 0,
    missing: missingStretches(best.pictures, fromAt, toAt),
    damaged,
  };
}

function runsOfOneCoding(segments: SegmentPackets[]): SegmentPackets[][] {
  const runs: SegmentPackets[][] = [];
  for (const segment of segments) {
    const run = runs.at(-1);
    if (run && run[0]?.configKey === segment.configKey) run.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

const shownMs = (pictures: { at: number; endAt: number }[], fromAt: number) =>
  pictures.reduce((total, { at, endAt }) => total + Math.max(0, endAt - Math.max(at, fromAt)), 0);
