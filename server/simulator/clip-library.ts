import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Clip, splitClip } from './clip-splitter.ts';

/** The clips of a folder, each split once, at the first request or in the background, whichever comes first. */
export interface ClipLibrary {
  names: string[];
  /** `undefined` where there is no clip of that name; rejects where the file can't be split. */
  clip(name: string): Promise<Clip> | undefined;
  /** Splits what has not been asked for yet; tells the clips that can't be. */
  prepareAll(): Promise<{ name: string; error: unknown }[]>;
}

export async function openClipLibrary(clipsDir: string): Promise<ClipLibrary> {
  const files = await readdir(clipsDir);
  const names = files.flatMap((file) =>
    file.endsWith('.mp4') && !file.endsWith('.partial.mp4') ? [file.slice(0, -4)] : [],
  );
  const known = new Set(names);
  const split = new Map<string, Promise<Clip>>();

  const clip = (name: string) => {
    if (!known.has(name)) return undefined;
    const running = split.get(name) ?? splitClip(path.join(clipsDir, `${name}.mp4`));
    split.set(name, running);
    return running;
  };
  return {
    names: names.sort(),
    clip,
    async prepareAll() {
      const broken: { name: string; error: unknown }[] = [];
      for (const name of names) await clip(name)?.catch((error: unknown) => broken.push({ name, error }));
      return broken;
    },
  };
}
