import { setTimeout as sleep } from 'node:timers/promises';
import type { Packet, Stream } from './media-library.ts';
import { openFile } from './open-file.ts';
import type { Segment } from './segment.ts';
import { createSegmentWriter } from './segment-writer.ts';
import { StreamFailure } from './stream-failure.ts';

/** Plays a video file as if a camera sent it: in real time, over and over, in segments cut at its keyframes. */
export async function* readFileSegments(options: {
  url: string;
  signal: AbortSignal;
  now?: () => number;
}): AsyncGenerator<Segment> {
  const { signal, now = Date.now } = options;
  let sequence = 0;
  let startAt = now();
  while (!signal.aborted) {
    let isFirst = true;
    for await (const { bytes, durationMs } of cutFile(options.url)) {
      const endAt = startAt + durationMs;
      await sleep(Math.max(0, endAt - now()), undefined, { signal });
      const discontinuity = isFirst && sequence > 0;
      isFirst = false;
      yield {
        sequence,
        startAt,
        durationMs,
        container: 'ts',
        bytes,
        discontinuity,
        arrivedAt: now(),
        catchUp: false,
      };
      sequence += 1;
      startAt = endAt;
    }
    if (isFirst) throw new StreamFailure('bad-segment', 'The file holds no pictures');
  }
}

const segmentMs = 2_000;
const lastPictureMs = 40;

/** The file's packets, at least two seconds together, each group starting with a keyframe. */
export async function* cutFile(path: string): AsyncGenerator<{ bytes: Buffer; durationMs: number }> {
  const file = await openFile(path);
  try {
    let group: { writer: ReturnType<typeof createSegmentWriter>; startMs: number; endMs: number } | undefined;
    for (const packet of file.packets()) {
      const atMs = shownAtMs(packet, file.stream);
      if (packet.isKeyframe && (!group || atMs - group.startMs >= segmentMs - 1)) {
        if (group) yield { bytes: group.writer.finish(), durationMs: atMs - group.startMs };
        group = { writer: createSegmentWriter(file.stream), startMs: atMs, endMs: atMs };
      }
      if (!group) continue;
      group.endMs = Math.max(group.endMs, atMs + (packetMs(packet, file.stream) || lastPictureMs));
      group.writer.write(packet);
    }
    if (group) yield { bytes: group.writer.finish(), durationMs: group.endMs - group.startMs };
  } finally {
    file.close();
  }
}

const toMs = (units: bigint, { timeBase }: Stream): number =>
  (Number(units) * timeBase.num * 1000) / timeBase.den;
const shownAtMs = (packet: Packet, stream: Stream): number => toMs(packet.pts, stream);
const packetMs = (packet: Packet, stream: Stream): number => toMs(packet.duration, stream);
