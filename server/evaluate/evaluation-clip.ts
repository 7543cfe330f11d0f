import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Box, SceneName } from '#contract/detection.ts';
import { type AnalyseArguments, type Polygon, samplingOf } from '../analyse/arguments.ts';

/** Something that happens in a clip, and that a scene should tell of. Seconds from the clip's start, source pixels. */
export interface TruthEvent {
  /** The truth's own word for it: stand, smoke, flame, drop … */
  kind: string;
  firstSeconds: number;
  /** When it is over: burnt out, driven off. */
  endSeconds?: number;
  boxes: { seconds: number; box: Box }[];
  track: [seconds: number, x: number, y: number][];
}

/** One recording with what is known of it; without events, everything that is told of it is false. */
export interface EvaluationClip {
  set: string;
  /** The file's or folder's name within its set. */
  name: string;
  /** Absolute path of a video, a picture or a folder of pictures. */
  input: string;
  isStill: boolean;
  scene: SceneName;
  events: TruthEvent[];
  zone?: Polygon;
  ignore: Polygon[];
  dwellSeconds?: number;
  /** Looks a second, where the truth asks for another rate than the scene's. */
  sampleFps?: number;
  /** Pictures per second of a folder's time. */
  folderFps: number;
  framesPerSecond?: number;
  /** Seconds before the camera that one second of the file stands for: 1, and more in a time-lapse. */
  timeLapse: number;
  conditions: string[];
  camera?: string;
  /** ISO 8601, with the offset of the camera's place. */
  startsAt?: string;
}

/** The command line of `npm run analyse` that runs the clip. */
export const argumentsOf = (clip: EvaluationClip): AnalyseArguments => ({
  input: clip.input,
  scene: clip.scene,
  ignore: clip.ignore,
  ...samplingOf(clip.scene, clip.sampleFps),
  folderFps: clip.folderFps,
  ...(clip.zone ? { zone: clip.zone } : {}),
  ...(clip.dwellSeconds === undefined ? {} : { dwellSeconds: clip.dwellSeconds }),
});

/** What belongs to a clip's content: the file, or the pictures of its folder in order of name. */
export const filesOf = async ({ input }: Pick<EvaluationClip, 'input'>): Promise<string[]> => {
  const names = await readdir(input).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return names ? names.sort().map((name) => path.join(input, name)) : [input];
};

export const pictureNames = /\.(jpe?g|png|webp|bmp|tiff?)$/i;
