import { availableParallelism } from 'node:os';
import { readModels } from '../detect/model-registry.ts';
import { openSession } from '../detect/open-session.ts';
import type { Config } from '../platform/config.ts';
import { analyseInput } from './analyse-input.ts';
import { linesOf } from './analyse-line.ts';
import type { AnalyseArguments } from './arguments.ts';

/** Opens what the command line names and prints what a scene makes of it, one JSON object a line. */
export const runAnalyse = async (args: AnalyseArguments, config: Config): Promise<void> => {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const threads = availableParallelism();
  const observed = analyseInput(args, {
    models: await readModels(config.EYRIE_MODELS_DIR, undefined, config.EYRIE_PREFER_MODELS),
    sessionFor: async (model) =>
      (await openSession(model, { providers: config.EYRIE_PROVIDERS, threads })).session,
    threads,
    signal: stop.signal,
  });
  for await (const step of observed)
    for (const line of linesOf(step)) process.stdout.write(`${JSON.stringify(line)}\n`);
};
