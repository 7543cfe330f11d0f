import { constants } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelError } from '../detect/model-registry.ts';
import type { CheckedFamily } from './try-family.ts';

/** Writes the folder to start from: the model, its manifest and a card with what remains to be filled in. */
export const writeModelFolder = async (
  dir: string,
  file: string,
  { manifest, classSource, chosen, guess }: CheckedFamily,
): Promise<string[]> => {
  await mkdir(dir, { recursive: true });
  const manifestFile = path.join(dir, 'model.json');
  await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' }).catch(refuse);
  const copy = path.join(dir, manifest.file);
  if (path.resolve(copy) !== path.resolve(file)) await copyFile(file, copy, constants.COPYFILE_FICLONE);
  const card = [
    `# ${manifest.name}`,
    '',
    `Brought from \`${path.basename(file)}\`, SHA-256 \`${manifest.sha256}\`.`,
    '',
    'What remains to be filled in:',
    '',
    '- `licence` in model.json: of the weights, not of the code that trained them. Some detectors are AGPL-3.0.',
    `- \`classes\`: ${classSource}.`,
    '- `classMap`: what the scene calls them; classes that are not in it are left out.',
    '- `task`: `vehicles` (fire lane), `smoke` or `falling`.',
    '- `thresholds.score`: choose it on footage of your own cameras.',
    `- \`input\`: ${chosen.name} found most in one picture (${guess.output.family}); compare with what its authors say.`,
    '- Data, scores and known failures.',
    '',
  ];
  await writeFile(path.join(dir, 'card.md'), card.join('\n'), { flag: 'wx' }).catch((error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  return [manifestFile, copy];
};

const refuse = (error: NodeJS.ErrnoException): never => {
  if (error.code === 'EEXIST') {
    throw new ModelError(`${error.path} is there already; choose another folder or move it away`);
  }
  throw error;
};
