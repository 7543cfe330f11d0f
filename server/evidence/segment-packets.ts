import { createHash } from 'node:crypto';
import {
  BufferSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  MP4,
  MPEG_TS,
  type VideoCodec,
} from 'mediabunny';
import type { KeptSegment } from './segment-ring.ts';

/** A segment's coded pictures in decode order, and what a player must know to decode them. */
export interface SegmentPackets {
  startAt: number;
  discontinuity: boolean;
  codec: VideoCodec;
  config: VideoDecoderConfig;
  /** The same for segments that one decoder can play one after the other. */
  configKey: string;
  packets: EncodedPacket[];
}

/** Demuxes a segment; throws where it holds no video that could be read. */
export async function readSegmentPackets(segment: KeptSegment): Promise<SegmentPackets> {
  const bytes = segment.init ? Buffer.concat([segment.init, segment.bytes]) : segment.bytes;
  using input = new Input({ formats: [MPEG_TS, MP4], source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const codec = await track?.getCodec();
  const config = await track?.getDecoderConfig();
  if (!track || !codec || !config) throw new Error('no readable video track');
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  if (packets.length === 0) throw new Error('no pictures');
  const { startAt, discontinuity } = segment;
  return { startAt, discontinuity, codec, config, configKey: configKeyOf(codec, config), packets };
}

function configKeyOf(codec: string, config: VideoDecoderConfig): string {
  const description = config.description as ArrayBuffer | ArrayBufferView | undefined;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : description && new Uint8Array(description);
  const digest = bytes ? createHash('sha256').update(bytes).digest('hex') : 'in the stream';
  return [codec, config.codec, config.codedWidth, config.codedHeight, digest].join(' ');
}
