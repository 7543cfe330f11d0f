import type { Frame } from '#contract/detection.ts';
import { filePictures } from './decode-segment.ts';
import { openFile } from './open-file.ts';
import { createPictureScaler, type PictureShape } from './picture-scaler.ts';
import { quarterTurnsOf } from './rotation.ts';
import { createVideoDecoder } from './video-decoder.ts';

/** Reads recordings from disk at full speed; `at` counts in milliseconds from the recording's start. */

export interface ReadRecordingOptions {
  shape: PictureShape;
  /** Pictures per second that are handed on; absent: every one. */
  sampleFps?: number;
  /** A file of at most so many pictures a second is a time-lapse, and every picture of it is handed on. */
  timeLapseUpToFps?: number;
  threads?: number;
}

const toleranceMs = 1;

/** A video file's frames, upright. */
export async function* readRecording(path: string, options: ReadRecordingOptions): AsyncGenerator<Frame> {
  const file = await openFile(path);
  const scaler = createPictureScaler(options.shape);
  const { num, den } = file.stream.avgFrameRate;
  const isTimeLapse = den > 0 && num / den <= (options.timeLapseUpToFps ?? 0);
  const everyMs = options.sampleFps && !isTimeLapse ? 1000 / options.sampleFps : 0;
  try {
    const decoder = createVideoDecoder(file.stream.codecpar, options.threads ?? 1);
    const turns = quarterTurnsOf(file.stream.codecpar);
    let startMs: number | undefined;
    let nextMs = 0;
    let lastMs = -1;
    try {
      for (const { picture, offsetMs } of filePictures(file, decoder)) {
        startMs ??= offsetMs;
        const at = Math.max(offsetMs - startMs, lastMs + toleranceMs);
        if (at + toleranceMs < nextMs) continue;
        nextMs += everyMs;
        if (nextMs < at) nextMs = at + everyMs;
        lastMs = at;
        yield { at, ...scaler.scale(picture, turns) };
      }
    } finally {
      decoder.close();
    }
  } finally {
    scaler.close();
    file.close();
  }
}

/** One picture file as a frame. */
export async function readPicture(path: string, shape: PictureShape, at = 0): Promise<Frame> {
  for await (const frame of readRecording(path, { shape })) return { ...frame, at };
  throw new Error(`${path} holds no picture`);
}
