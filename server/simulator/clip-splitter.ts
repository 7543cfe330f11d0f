import path from 'node:path';
import {
  BufferTarget,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  MpegTsOutputFormat,
  Output,
} from 'mediabunny';

/** One MPEG-TS segment of a clip, cut at its keyframes and not re-encoded. */
export interface ClipSegment {
  durationMs: number;
  bytes: Uint8Array;
}

/** A recording, ready to be streamed as if a camera sent it. */
export interface Clip {
  name: string;
  /** RFC 6381 codec string, e.g. `avc1.64001f`. */
  codec: string;
  width: number;
  height: number;
  segments: ClipSegment[];
}

/** Cuts an MP4 at every keyframe that lies at least `segmentMs` after the last cut. Timestamps run on through the segments. */
export async function splitClip(file: string, segmentMs = 2000): Promise<Clip> {
  using input = new Input({ formats: [MP4], source: new FilePathSource(file) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  const codec = await track?.getCodec();
  if (!track || !config || !codec)
    throw new Error(`${path.basename(file)} has no video that can be streamed`);

  const groups: EncodedPacket[][] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const cutBefore = groups.at(-1)?.[0];
    const cut = packet.type === 'key' && (!cutBefore || elapsedMs(cutBefore, packet) >= segmentMs - 1);
    if (cut) groups.push([packet]);
    else groups.at(-1)?.push(packet);
  }
  if (groups.length === 0) throw new Error(`${path.basename(file)} has no keyframe`);

  const segments: ClipSegment[] = [];
  for (const [index, group] of groups.entries()) {
    const output = new Output({ format: new MpegTsOutputFormat(), target: new BufferTarget() });
    const source = new EncodedVideoPacketSource(codec);
    output.addVideoTrack(source);
    await output.start();
    for (const packet of group) await source.add(packet, { decoderConfig: config });
    await output.finalize();
    const bytes = new Uint8Array(output.target.buffer ?? new ArrayBuffer(0));
    segments.push({ durationMs: durationMs(group, groups[index + 1]), bytes });
  }
  return {
    name: path.basename(file, path.extname(file)),
    codec: config.codec,
    width: config.codedWidth ?? 0,
    height: config.codedHeight ?? 0,
    segments,
  };
}

/** Until the next segment's first picture; for the last one until its own last picture has been shown. */
function durationMs(group: EncodedPacket[], next: EncodedPacket[] | undefined): number {
  const [first] = group;
  if (!first) return 0;
  if (next?.[0]) return elapsedMs(first, next[0]);
  const endSeconds = Math.max(...group.map((packet) => packet.timestamp + packet.duration));
  return Math.round((endSeconds - first.timestamp) * 1000);
}

const elapsedMs = (from: EncodedPacket, to: EncodedPacket) =>
  Math.round((to.timestamp - from.timestamp) * 1000);
