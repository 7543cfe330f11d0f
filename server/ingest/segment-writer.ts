import { AVFMT_FLAG_CUSTOM_IO, FormatContext, IOContext, type Packet, type Stream } from './media-library.ts';
import { StreamFailure } from './stream-failure.ts';

/** Puts packets of a file, unchanged, into one MPEG-TS segment in memory. */
export interface SegmentWriter {
  write(packet: Packet): void;
  /** Ends the segment; the writer can't be used afterwards. */
  finish(): Buffer;
}

const bufferBytes = 64 * 1024;

/** Throws `unsupported-codec` if MPEG-TS can't carry the stream. */
export const createSegmentWriter = (source: Pick<Stream, 'codecpar' | 'timeBase'>): SegmentWriter => {
  const chunks: Buffer[] = [];
  const io = new IOContext();
  io.allocContextWithCallbacks(
    bufferBytes,
    1,
    null,
    (chunk) => {
      chunks.push(Buffer.from(chunk));
      return chunk.length;
    },
    null,
  );
  const format = new FormatContext();
  format.allocOutputContext2(null, 'mpegts', null);
  format.pb = io;
  format.setFlags(AVFMT_FLAG_CUSTOM_IO);
  const target = format.newStream(null);
  source.codecpar.copy(target.codecpar);
  target.codecpar.codecTag = 0;
  target.timeBase = source.timeBase;
  const close = (): void => {
    // The context frees its reader unless it is taken away first.
    format.pb = null;
    format.freeContext();
    io.freeContext();
  };
  if (format.writeHeaderSync(null) < 0) {
    close();
    throw new StreamFailure('unsupported-codec', 'The file is in a codec that can not be streamed');
  }
  return {
    write(packet) {
      packet.streamIndex = target.index;
      packet.rescaleTs(source.timeBase, target.timeBase);
      format.interleavedWriteFrameSync(packet);
    },
    finish() {
      format.writeTrailerSync();
      close();
      return Buffer.concat(chunks);
    },
  };
};
