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
  fresh: boolean;
  jobs: number;
  stillsPerFolder: number;
  jsonFile?: string;
  writeCards: boolean;
}

export const usage =
  'models:evaluate [--set FOLDER]… [--feedback] [--scene NAME] [--stills N] [--jobs N] [--fresh] [--json FILE] [--write-cards]';

/** Throws BadInput for what makes no sense. */
export const parseEvaluateArguments = (args: string[]): EvaluateArguments => {
  const { values } = readOptions(args);
  const scene = sceneNames.find((name) => name === values.scene);
  if (values.scene !== undefined && !scene)
    throw new BadInput(`--scene ${values.scene} is not known; scenes: ${sceneNames.join(', ')}`);
  return {
    sets: values.set ?? [],
    feedback: values.feedback ?? false,
    fresh: values.fresh ?? false,
    jobs: count('--jobs', values.jobs, 1) ?? 1,
    stillsPerFolder: count('--stills', values.stills, 0) ?? 60,
    writeCards: values['write-cards'] ?? false,
    ...(scene ? { scene } : {}),
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
  };
};

const readOptions = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        set: { type: 'string', multiple: true },
        feedback: { type: 'boolean' },
        scene: { type: 'string' },
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
