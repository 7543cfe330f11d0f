import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Which of onnxruntime's execution providers can be tried here, and why the others can't. */

export const knownProviders = ['tensorrt', 'cuda', 'cpu'] as const;
export type ProviderName = (typeof knownProviders)[number];

export interface ProviderChoice {
  /** In order of preference; the CPU always comes last. */
  toTry: ProviderName[];
  /** Why a wished one is left out. */
  notes: string[];
}

const libraryOf = {
  tensorrt: 'libonnxruntime_providers_tensorrt.so',
  cuda: 'libonnxruntime_providers_cuda.so',
} as const;

/** Where onnxruntime-node looks for the libraries of its GPU providers. */
export const providerFolder = (): string => {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-node');
  return path.join(path.dirname(entry), '..', 'bin', 'napi-v6', process.platform, process.arch);
};

/** @param wished comma-separated names in order of preference, e.g. `cuda,cpu` */
export const chooseProviders = (
  wished: string,
  hasLibrary: (file: string) => boolean = (file) => existsSync(path.join(providerFolder(), file)),
): ProviderChoice => {
  const toTry: ProviderName[] = [];
  const notes: string[] = [];
  const names = wished.split(',').flatMap((name) => name.trim().toLowerCase() || []);
  for (const name of new Set(names)) {
    if (name === 'cpu') continue;
    if (name !== 'cuda' && name !== 'tensorrt') notes.push(`${name}: not known`);
    else if (hasLibrary(libraryOf[name])) toTry.push(name);
    else notes.push(`${name}: ${libraryOf[name]} is not installed`);
  }
  return { toTry: [...toTry, 'cpu'], notes };
};
