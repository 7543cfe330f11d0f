import { type Model, readModels } from '../detect/model-registry.ts';
import { type ModelSession, openSession } from '../detect/open-session.ts';
import { readConfig } from '../platform/config.ts';
import { analyseClip } from './analyse-clip.ts';
import type { ClipAnswer, ClipRequest } from './clip-worker.ts';

/** Analyses the clips that its parent names, one after the other; a native crash takes this process and no more. */

const config = readConfig();
const models = await readModels(config.EYRIE_MODELS_DIR, undefined, config.EYRIE_PREFER_MODELS);
const sessions = new Map<string, Promise<ModelSession>>();

const sessionFor = (model: Model): Promise<ModelSession> => {
  const { name } = model.manifest;
  const opening =
    sessions.get(name) ??
    openSession(model, { providers: config.EYRIE_PROVIDERS, threads: 1 }).then(({ session }) => session);
  sessions.set(name, opening);
  return opening;
};

const answer = (message: ClipAnswer): void => void process.send?.(message);

process.on('message', async ({ args, settings }: ClipRequest) => {
  const { signal } = new AbortController();
  try {
    const result = await analyseClip(args, {
      models,
      sessionFor,
      threads: 1,
      signal,
      ...(settings === undefined ? {} : { settingsFor: () => settings }),
    });
    answer({ result });
  } catch (error) {
    answer({ failure: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
answer({ ready: true });
