import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ModelError, readModel } from '../detect/model-registry.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { checkModel } from './check-model.ts';
import { downloadFile } from './download-file.ts';
import { shippedPicture } from './test-frames.ts';
import { writeModelFolder } from './write-model-folder.ts';

export interface PullOptions {
  /** The folder of models; the model gets one of its own in it. */
  dir: string;
  /** Take a file whose hash nobody has vouched for, and pin what comes. */
  trust: boolean;
  /** Another place with the same file. */
  from?: string;
  say(line: string): void;
  onProgress?(done: number, total: number | undefined): void;
}

/** Fetches a model of the catalogue, tries it and writes its folder; throws a ModelError where anything is not as it must be. */
export const pullModel = async (entry: CatalogueEntry, options: PullOptions): Promise<string> => {
  const { say } = options;
  const folder = path.join(options.dir, entry.name);
  say(`${entry.name}: ${entry.about}`);
  say(`Licence: ${entry.licence}, ${entry.licenceUrl}`);
  const there = await readModel(folder);
  if (there) {
    say(`${folder} is there already, and its file has the hash that its model.json says.`);
    return folder;
  }
  if (entry.sha256 === undefined && !options.trust) {
    throw new ModelError(
      `Nobody has vouched for the hash of ${entry.name}; --trust takes what ${new URL(options.from ?? entry.url).host} gives and pins its hash from then on`,
    );
  }
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, path.posix.basename(new URL(entry.url).pathname));
  const sha256 = await downloadFile({
    url: options.from ?? entry.url,
    to: file,
    sha256: entry.sha256,
    bytes: entry.bytes,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  say(entry.sha256 === undefined ? `Pinned SHA-256 ${sha256}.` : `SHA-256 ${sha256}, as it must be.`);
  const { best } = await checkModel(file, shippedPicture);
  if (!best) throw new ModelError(`${file} came as expected, but no decode family fits it`);
  const manifest = { ...best.manifest, name: entry.name, licence: entry.licence };
  await writeModelFolder(folder, file, { ...best, manifest });
  say(`Wrote ${path.join(folder, 'model.json')} (${manifest.output.family}).`);
  say(`To use it: EYRIE_PREFER_MODELS=${entry.name}, or a "priority" above 0 in its model.json.`);
  return folder;
};
