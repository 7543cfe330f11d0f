import {
  AVERROR_EOF,
  AVMEDIA_TYPE_VIDEO,
  AVSEEK_SIZE,
  FormatContext,
  InputFormat,
  IOContext,
  type Packet,
  type Stream,
} from './media-library.ts';
import { StreamFailure } from './stream-failure.ts';
import { readPackets } from './video-packets.ts';

/** Takes the video packets out of bytes in memory, without waiting and without copying them twice. */

const readSizeBytes = 64 * 1024;
const seekCurrent = 1;

const openBytes = (bytes: Buffer): IOContext => {
  let position = 0;
  const io = new IOContext();
  io.allocContextWithCallbacks(
    readSizeBytes,
    0,
    (size) => {
      if (position >= bytes.length) return AVERROR_EOF;
      const chunk = bytes.subarray(position, position + size);
      position += chunk.length;
      return chunk;
    },
    null,
    (offset, whence) => {
      if (whence === AVSEEK_SIZE) return BigInt(bytes.length);
      const from = whence === 0 ? 0 : whence === seekCurrent ? position : bytes.length;
      position = Math.max(0, Math.min(bytes.length, from + Number(offset)));
      return BigInt(position);
    },
  );
  return io;
};

export interface MemoryDemuxer {
  stream: Stream;
  /** The same packet object each time, filled anew; ends where the bytes end or stop making sense. */
  packets(): Generator<Packet>;
  close(): void;
}

/** Throws `bad-segment` if the bytes are not of the container, or hold no video. */
export const openMemoryDemuxer = (bytes: Buffer, container: 'ts' | 'fmp4'): MemoryDemuxer => {
  const io = openBytes(bytes);
  const format = new FormatContext();
  format.allocContext();
  format.pb = io;
  // Time stamps are needed as they are: by default a demuxer may wait for more and guess.
  const opened = format.openInputSync(
    '',
    InputFormat.findInputFormat(container === 'ts' ? 'mpegts' : 'mp4'),
    null,
  );
  const close = (): void => {
    // After a failed open the context is gone already; only the reader is left.
    if (opened >= 0) format.closeInputSync();
    io.freeContext();
  };
  const stream = opened < 0 ? undefined : format.streams.find(isVideo);
  if (!stream) {
    close();
    throw new StreamFailure('bad-segment', `${bytes.length} bytes that hold no ${container} video`);
  }
  const { packets, free } = readPackets(format, stream);
  return {
    stream,
    packets,
    close() {
      free();
      close();
    },
  };
};

const isVideo = ({ codecpar }: Stream): boolean => codecpar.codecType === AVMEDIA_TYPE_VIDEO;
