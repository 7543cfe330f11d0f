import type { HardwareDecoding } from './hardware-decoding.ts';
import {
  AV_CODEC_ID_NONE,
  AV_FRAME_FLAG_CORRUPT,
  Codec,
  CodecContext,
  type CodecParameters,
  DecodedPicture,
  type Packet,
} from './media-library.ts';
import { StreamFailure } from './stream-failure.ts';

/** Decodes packets of one stream, one after the other, on the calling thread. */
export interface VideoDecoder {
  /** The pictures that this packet (`null`: the end) completes; the same object each time, filled anew. */
  decode(packet: Packet | null): Generator<DecodedPicture>;
  /** True if the decoder was opened for such a stream. */
  fits(parameters: CodecParameters): boolean;
  close(): void;
}

/** Throws `unsupported-codec` if there is no decoder for the stream. @param hardware decodes instead, where it can */
export const createVideoDecoder = (
  parameters: CodecParameters,
  threads = 1,
  hardware?: HardwareDecoding,
): VideoDecoder => {
  const codec = parameters.codecId === AV_CODEC_ID_NONE ? null : Codec.findDecoder(parameters.codecId);
  if (!codec)
    throw new StreamFailure('unsupported-codec', 'The stream is in a codec that has no decoder here');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(parameters);
  context.threadCount = threads;
  hardware?.attach(context, codec);
  if (context.open2Sync(codec, null) < 0) {
    context.freeContext();
    throw new StreamFailure('unsupported-codec', `The ${codec.name ?? 'video'} decoder refuses the stream`);
  }
  const { codecId } = parameters;
  const extradata = parameters.extradata;
  const picture = new DecodedPicture();
  picture.alloc();
  return {
    *decode(packet) {
      // A packet that the decoder refuses is damaged: it goes on with the next.
      context.sendPacketSync(packet);
      while (context.receiveFrameSync(picture) >= 0) {
        if (!isDamaged(picture)) yield hardware?.toMemory(picture) ?? picture;
        picture.unref();
      }
    },
    fits: (other) => other.codecId === codecId && equalBytes(other.extradata, extradata),
    close() {
      picture.free();
      context.freeContext();
    },
  };
};

const isDamaged = (picture: DecodedPicture): boolean =>
  picture.decodeErrorFlags !== 0 || picture.hasFlags(AV_FRAME_FLAG_CORRUPT);

const equalBytes = (a: Buffer | null, b: Buffer | null): boolean => (a && b ? a.equals(b) : a === b);
