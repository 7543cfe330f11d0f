import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, SceneMode } from '#contract/detection.ts';
import { createSegmentDecoder } from '../ingest/decode-segment.ts';
import type { PictureShape } from '../ingest/picture-scaler.ts';
import { readPicture, readRecording } from '../ingest/read-recording.ts';
import { readSegments } from '../ingest/read-segments.ts';
import type { Segment } from '../ingest/segment.ts';
import { type AnalyseArguments, BadInput } from './arguments.ts';

/** A recording's frames, `at` in milliseconds from its start, and how the scene should take them. */
export interface Input {
  mode: SceneMode;
  frames: AsyncIterable<Frame>;
}

export interface OpenInputOptions
  extends Pick<AnalyseArguments, 'input' | 'sampling' | 'timeLapseUpToFps' | 'folderFps'> {
  shape: PictureShape;
  threads: number;
  signal: AbortSignal;
}

const pictureNames = /\.(jpe?g|png|webp|bmp|tiff?)$/i;

/** A video file, a picture, a folder of pictures or the address of an HLS stream. */
export const openInput = async (options: OpenInputOptions): Promise<Input> => {
  const { input, sampling, timeLapseUpToFps, shape, threads } = options;
  if (/^https?:\/\//i.test(input)) return { mode: 'recording', frames: readStream(options) };
  const facts = await stat(input).catch(() => undefined);
  if (!facts) throw new BadInput(`There is no file or folder ${input}`);
  if (facts.isDirectory()) return { mode: 'recording', frames: readFolder(await picturesIn(input), options) };
  if (pictureNames.test(input)) return { mode: 'still', frames: readFolder([input], options) };
  const rate =
    sampling === 'every'
      ? {}
      : { sampleFps: sampling, ...(timeLapseUpToFps === undefined ? {} : { timeLapseUpToFps }) };
  return { mode: 'recording', frames: readRecording(input, { shape, threads, ...rate }) };
};

/** In natural order: `2.jpg` comes before `10.jpg`. */
const picturesIn = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => pictureNames.test(name));
  if (names.length === 0) throw new BadInput(`The folder ${folder} holds no pictures`);
  const { compare } = new Intl.Collator('en', { numeric: true });
  return names.sort(compare).map((name) => path.join(folder, name));
};

async function* readFolder(files: string[], { shape, folderFps }: OpenInputOptions): AsyncGenerator<Frame> {
  for (const [i, file] of files.entries()) yield await readPicture(file, shape, (i * 1000) / folderFps);
}

/** A recorded stream from its start to its end; a live one from now until the signal. */
async function* readStream(options: OpenInputOptions): AsyncGenerator<Frame> {
  const { input, shape, sampling, signal } = options;
  const warn = (reason: string): void => void process.stderr.write(`The stream: ${reason}\n`);
  const decoder = createSegmentDecoder(shape, 'every', warn);
  const everyMs = sampling === 'every' ? 0 : 1000 / sampling;
  let startAt = 0;
  let nextAt = 0;
  try {
    for await (const segment of readSegments({ url: input, signal, report: warn, fromStart: true })) {
      // Time is counted along the recording, whenever it was made and however fast it comes.
      const onRecordingTime: Segment = { ...segment, startAt };
      startAt += segment.durationMs;
      for (const frame of decoder.frames(onRecordingTime)) {
        if (frame.at + 1 < nextAt) continue;
        nextAt = Math.max(nextAt + everyMs, frame.at);
        yield frame;
      }
    }
  } finally {
    decoder.close();
  }
}
