import type { Frame } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import type { ModelSession } from '../detect/open-session.ts';
import { whyNoBatch } from '../detect/why-no-batch.ts';

/** Whether two pictures in one run work, in words. */
export interface BatchTrial {
  works: boolean;
  say: string;
}

/** Tries what the declaration promises. */
export const tryBatch = async (
  manifest: ModelManifest,
  session: ModelSession,
  frames: readonly Frame[],
  declaresOpenBatch: boolean,
): Promise<BatchTrial> => {
  if (!declaresOpenBatch) return { works: false, say: 'one picture a run, as declared' };
  const why = await whyNoBatch(manifest, session, frames);
  if (why === undefined) return { works: true, say: 'an open batch is declared, and two pictures work' };
  return { works: false, say: `an open batch is declared, but ${why}; one picture a run` };
};
