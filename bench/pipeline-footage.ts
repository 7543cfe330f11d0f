import {
  AV_PIX_FMT_YUV420P,
  Codec,
  CodecContext,
  CodecParameters,
  Frame,
  Packet,
  Rational,
  SoftwareScaleContext,
} from 'node-av';
import type { FFEncoderCodec } from 'node-av/constants';
import { openFile } from '../server/ingest/open-file.ts';
import { createSegmentWriter } from '../server/ingest/segment-writer.ts';
import { createVideoDecoder } from '../server/ingest/video-decoder.ts';

/** Footage of the size that cameras send, made from a demo clip: 1920×1080 at 25 fps, H.264 at 4 Mb/s. */

const width = 1920;
const height = 1080;
const fps = 25;
const bitsPerSecond = 4_000_000;

/** MPEG-TS segments of `segmentSeconds`, each one group of pictures that starts with its keyframe. */
export const makeFootage = async (clip: string, segmentSeconds: number, count: number): Promise<Buffer[]> => {
  const timeBase = new Rational(1, fps);
  const encoder = openEncoder(timeBase, segmentSeconds);
  const codecpar = new CodecParameters();
  codecpar.alloc();
  encoder.parametersFromContext(codecpar);
  const stream = { codecpar, timeBase } as Parameters<typeof createSegmentWriter>[0];
  const packet = new Packet();
  packet.alloc();
  const segments: Buffer[] = [];
  let writer = createSegmentWriter(stream);
  let packets = 0;
  const drain = (): void => {
    while (encoder.receivePacketSync(packet) >= 0) {
      if (packets > 0 && packets % (fps * segmentSeconds) === 0) {
        segments.push(writer.finish());
        writer = createSegmentWriter(stream);
      }
      packets += 1;
      writer.write(packet);
      packet.unref();
    }
  };
  let index = 0;
  for await (const picture of enlarged(clip, fps * segmentSeconds * count)) {
    picture.pts = BigInt(index++);
    encoder.sendFrameSync(picture);
    drain();
  }
  encoder.sendFrameSync(null);
  drain();
  segments.push(writer.finish());
  encoder.freeContext();
  return segments;
};

const openEncoder = (timeBase: Rational, segmentSeconds: number): CodecContext => {
  const codec = Codec.findEncoderByName('libx264' as FFEncoderCodec);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = width;
  encoder.height = height;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = timeBase;
  encoder.framerate = new Rational(fps, 1);
  encoder.bitRate = BigInt(bitsPerSecond);
  encoder.gopSize = fps * segmentSeconds;
  encoder.maxBFrames = 0;
  encoder.setOption('preset', 'veryfast');
  if (encoder.open2Sync(codec, null) < 0) throw new Error('The footage for the bench can not be encoded');
  return encoder;
};

/** The clip's pictures over and over, scaled up, with a camera's noise so that they cost what real ones cost. */
async function* enlarged(clip: string, count: number): AsyncGenerator<Frame> {
  const scaler = new SoftwareScaleContext();
  scaler.allocContext();
  let left = count;
  let random = 1;
  while (left > 0) {
    const file = await openFile(clip);
    const decoder = createVideoDecoder(file.stream.codecpar);
    for (const packet of file.packets()) {
      for (const source of decoder.decode(packet)) {
        if (left-- <= 0) break;
        const target = new Frame();
        target.alloc();
        target.width = width;
        target.height = height;
        target.format = AV_PIX_FMT_YUV420P;
        target.getBuffer(0);
        scaler.scaleFrameSync(target, source);
        const luma = target.data?.[0] as Buffer;
        for (let i = 0; i < luma.length; i += 3) {
          random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
          luma[i] = Math.max(16, Math.min(235, (luma[i] as number) + (random >>> 29) - 3));
        }
        yield target;
        target.free();
      }
      if (left <= 0) break;
    }
    decoder.close();
    file.close();
  }
  scaler.freeContext();
}
