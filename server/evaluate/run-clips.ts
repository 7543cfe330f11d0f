import type { ClipResult } from './clip-result.ts';
import { createClipWorker } from './clip-worker.ts';
import { argumentsOf, type EvaluationClip } from './evaluation-clip.ts';
import type { ResultCache } from './result-cache.ts';

export interface RunClipsOptions {
  cache: ResultCache;
  code: string;
  modelSha256Of(clip: EvaluationClip): string;
  /** Even where a result is known. */
  fresh: boolean;
  /** Processes at work at once. */
  jobs: number;
  say(line: string): void;
}

export type RanClip = { clip: EvaluationClip } & (
  | { result: ClipResult; failure?: never }
  | { failure: string; result?: never }
);

/** Analyses every clip, or takes what is known of it; the answers come in the clips' order. */
export const runClips = async (
  clips: readonly EvaluationClip[],
  options: RunClipsOptions,
): Promise<RanClip[]> => {
  const { cache, code, fresh, say } = options;
  const ran = new Array<RanClip>(clips.length);
  const queue = clips.entries();
  let finished = 0;

  const runOne = async (
    clip: EvaluationClip,
    worker: ReturnType<typeof createClipWorker>,
  ): Promise<RanClip> => {
    const startedAt = performance.now();
    const told = (how: string) => say(`[${++finished}/${clips.length}] ${clip.set}/${clip.name}: ${how}`);
    try {
      const key = await cache.keyOf(clip, options.modelSha256Of(clip), code);
      const known = fresh ? undefined : await cache.read(key);
      const result = known ?? (await worker.analyse({ args: argumentsOf(clip) }));
      if (!known) await cache.write(key, result);
      const took = known ? 'known' : `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
      told(`${result.told.length} told, ${took}`);
      return { clip, result };
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      told(`failed: ${failure}`);
      return { clip, failure };
    }
  };

  const work = async (): Promise<void> => {
    const worker = createClipWorker();
    try {
      for (const [index, clip] of queue) ran[index] = await runOne(clip, worker);
    } finally {
      worker.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, clips.length) }, work));
  return ran;
};
