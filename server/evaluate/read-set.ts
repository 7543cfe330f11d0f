import { stat } from 'node:fs/promises';
import path from 'node:path';
import { BadInput } from '../analyse/arguments.ts';
import type { EvaluationClip } from './evaluation-clip.ts';
import { readRenderedClips } from './read-rendered-clips.ts';
import { readTruthFile } from './read-truth-file.ts';

/** The clips of a folder with their truth, whichever of the two ways it is written down. */
export const readSet = async (folder: string, stillsPerFolder: number): Promise<EvaluationClip[]> => {
  if (!(await exists(folder))) throw new BadInput(`There is no folder ${folder}`);
  return (await exists(path.join(folder, 'truth.json')))
    ? readTruthFile(folder, stillsPerFolder)
    : readRenderedClips(folder);
};

export const exists = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
