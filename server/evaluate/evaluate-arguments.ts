import { parseArgs } from 'node:util';
import { type SceneName, sceneNames } from '#contract/detection.ts';
import { BadInput } from '../analyse/arguments.ts';

/** What the command line asks for. */
export interface EvaluateArguments {
  /** Folders with their truth; empty where it shall be what ships. */
  sets: string[];
  /** From the database: what operators said. */
  feedback: boolean;
  scene?: SceneName;
  /** Takes the footage of other scenes as footage in which nothing of this scene happens. */
  as?: SceneName;
  fresh: boolean;
  jobs: number;
  stillsPerFolder: number;
  jsonFile?: string;
  writeCards: boolean;
}

export const usage =
  'models:evaluate [--set FOLDER]… [--feedback] [--scene NAME] [--as NAME] [--stills N] [--jobs N] [--fresh] [--json FILE] [--write-cards]';

/** Throws BadInput for what makes no sense. */
export const parseEvaluateArguments = (args: string[]): EvaluateArguments => {
  const { values } = readOptions(args);
  const scene = sceneNamed('--scene', values.scene);
  const as = sceneNamed('--as', values.as);
  return {
    sets: values.set ?? [],
    feedback: values.feedback ?? false,
    fresh: values.fresh ?? false,
    jobs: count('--jobs', values.jobs, 1) ?? 1,
    stillsPerFolder: count('--stills', values.stills, 0) ?? 60,
    writeCards: values['write-cards'] ?? false,
    ...(scene ? { scene } : {}),
    ...(as ? { as } : {}),
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
  };
};

const sceneNamed = (option: string, text: string | undefined): SceneName | undefined => {
  const scene = sceneNames.find((name) => name === text);
  if (text !== undefined && !scene)
    throw new BadInput(`${option} ${text} is not known; scenes: ${sceneNames.join(', ')}`);
  return scene;
};

const readOptions = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        set: { type: 'string', multiple: true },
        feedback: { type: 'boolean' },
        scene: { type: 'string' },
        as: { type: 'string' },
        stills: { type: 'string' },
        jobs: { type: 'string' },
        fresh: { type: 'boolean' },
        json: { type: 'string' },
        'write-cards': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new BadInput(`${(error as Error).message.split('\n')[0]}; usage: ${usage}`);
  }
};

const count = (option: string, text: string | undefined, least: number): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new BadInput(`${option} must be a whole number from ${least} on, not "${text}"`);
  return value;
};
