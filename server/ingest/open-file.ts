import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AVMEDIA_TYPE_VIDEO, FormatContext, type Packet, type Stream } from './media-library.ts';
import { redactUrl } from './redact-url.ts';
import { StreamFailure } from './stream-failure.ts';
import { readPackets } from './video-packets.ts';

/** A video file or picture, opened for reading its video packets. */
export interface OpenedFile {
  stream: Stream;
  /** The same packet object each time, filled anew. */
  packets(): Generator<Packet>;
  close(): void;
}

/** Takes a path or a `file:` address; throws `file-missing`, or `bad-segment` for what is neither video nor picture. */
export const openFile = async (pathOrUrl: string): Promise<OpenedFile> => {
  const path = pathOrUrl.startsWith('file:') ? fileURLToPath(pathOrUrl) : pathOrUrl;
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) throw new StreamFailure('file-missing', `There is no file ${redactUrl(path)}`);
  const unreadable = new StreamFailure('bad-segment', `${path} is not a video or a picture that can be read`);
  const format = new FormatContext();
  // `file:` keeps a name with a colon or a percent sign from being taken for a protocol or a pattern.
  if ((await format.openInput(`file:${path}`, null, null)) < 0) throw unreadable;
  const found = (await format.findStreamInfo(null)) >= 0 ? format.findBestStream(AVMEDIA_TYPE_VIDEO) : -1;
  const stream = format.streams[found];
  if (!stream) {
    format.closeInputSync();
    throw unreadable;
  }
  const { packets, free } = readPackets(format, stream);
  return {
    stream,
    packets,
    close() {
      free();
      format.closeInputSync();
    },
  };
};
