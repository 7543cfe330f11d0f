import { parseArgs } from 'node:util';
import { type SceneName, sceneNames } from '#contract/detection.ts';

/** What the command line asks for. */
export interface AnalyseArguments {
  input: string;
  scene: SceneName;
  /** Corners as given: normalised if none exceeds 1, else source pixels. */
  zone?: Polygon;
  ignore: Polygon[];
  dwellSeconds?: number;
  /** `every` picture, or so many a second. */
  sampling: 'every' | number;
  /** Unless a rate is asked for, a video of at most so many pictures a second is looked at picture by picture. */
  timeLapseUpToFps?: number;
  /** Pictures of a folder per second of its time. */
  folderFps: number;
}

export type Polygon = [number, number][];

/** The command line, or what it names, is wrong: said in one line, exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

export const usage =
  'analyse --input VIDEO|PICTURE|FOLDER|HLS_URL --scene fire-lane|straw-burning|high-rise-throwing ' +
  '[--zone "x,y x,y x,y …"] [--ignore "x,y x,y x,y …"]… [--dwell SECONDS] [--sample-fps N | --every-frame] [--folder-fps N]';

/** Standing things are looked at twice a second; a falling one is in the picture for a second or two. */
const defaultSampling = {
  'fire-lane': 2,
  'straw-burning': 2,
  'high-rise-throwing': 'every',
} as const satisfies Record<SceneName, AnalyseArguments['sampling']>;

/** Fires are watched in time-lapses too, a picture of which may stand for a minute. */
const timeLapseUpToFps = 6;

/** How often a scene looks: as asked for, or else as its footage needs. */
export const samplingOf = (
  scene: SceneName,
  asked: AnalyseArguments['sampling'] | undefined,
): Pick<AnalyseArguments, 'sampling' | 'timeLapseUpToFps'> =>
  asked === undefined
    ? { sampling: defaultSampling[scene], ...(scene === 'straw-burning' ? { timeLapseUpToFps } : {}) }
    : { sampling: asked };

/** Throws BadInput for what makes no sense. */
export const parseArguments = (args: string[]): AnalyseArguments => {
  const { values } = readOptions(args);
  if (!values.input) throw new BadInput(`--input is missing; usage: ${usage}`);
  const scene = sceneNames.find((name) => name === values.scene);
  if (!scene) {
    const problem =
      values.scene === undefined ? '--scene is missing' : `--scene ${values.scene} is not known`;
    throw new BadInput(`${problem}; scenes: ${sceneNames.join(', ')}`);
  }
  if (values['sample-fps'] !== undefined && values['every-frame']) {
    throw new BadInput('--sample-fps and --every-frame exclude each other');
  }
  const sampleFps = positive('--sample-fps', values['sample-fps']);
  const dwellSeconds = positive('--dwell', values.dwell);
  if (dwellSeconds !== undefined && scene !== 'fire-lane')
    throw new BadInput('--dwell belongs to --scene fire-lane');
  if (values.zone !== undefined && scene !== 'fire-lane')
    throw new BadInput('--zone belongs to --scene fire-lane');
  return {
    input: values.input,
    scene,
    ...(values.zone === undefined ? {} : { zone: parsePolygon('--zone', values.zone) }),
    ignore: (values.ignore ?? [])
      .flatMap((text) => text.split(';'))
      .map((text) => parsePolygon('--ignore', text)),
    ...(dwellSeconds === undefined ? {} : { dwellSeconds }),
    ...samplingOf(scene, values['every-frame'] ? 'every' : sampleFps),
    folderFps: positive('--folder-fps', values['folder-fps']) ?? 1,
  };
};

const readOptions = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        input: { type: 'string' },
        scene: { type: 'string' },
        zone: { type: 'string' },
        ignore: { type: 'string', multiple: true },
        dwell: { type: 'string' },
        'sample-fps': { type: 'string' },
        'every-frame': { type: 'boolean' },
        'folder-fps': { type: 'string' },
      },
    });
  } catch (error) {
    throw new BadInput(`${(error as Error).message.split('\n')[0]}; usage: ${usage}`);
  }
};

const positive = (option: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value > 0 && Number.isFinite(value)))
    throw new BadInput(`${option} must be a number above 0, not "${text}"`);
  return value;
};

const parsePolygon = (option: string, text: string): Polygon => {
  const corners = text
    .trim()
    .split(/\s+/)
    .map((corner) => corner.split(',').map(Number));
  const isSound = corners.every(
    (corner) => corner.length === 2 && corner.every((value) => Number.isFinite(value) && value >= 0),
  );
  if (!isSound || corners.length < 3) {
    throw new BadInput(
      `${option} must be at least three corners like "0.1,0.5 0.9,0.5 0.5,0.9", not "${text}"`,
    );
  }
  return corners as Polygon;
};
