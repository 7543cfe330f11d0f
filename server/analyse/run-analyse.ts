import { availableParallelism } from 'node:os';
import { createDetector } from '../detect/detector.ts';
import { readModels } from '../detect/model-registry.ts';
import { openSession } from '../detect/open-session.ts';
import { modelForScene } from '../detect/scene-model.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import type { Config } from '../platform/config.ts';
import { createScene } from '../worker/create-scene.ts';
import { analyseRecording } from './analyse-recording.ts';
import type { AnalyseArguments } from './arguments.ts';
import { openInput } from './read-input.ts';
import { sceneSettingsOf } from './scene-settings-of.ts';

/** Opens what the command line names and prints what a scene makes of it, one JSON object a line. */
export const runAnalyse = async (args: AnalyseArguments, config: Config): Promise<void> => {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const threads = availableParallelism();

  const model = modelForScene(await readModels(config.EYRIE_MODELS_DIR), args.scene);
  const shape = shapeForModel(model.manifest.input);
  const { mode, frames } = await openInput({ ...args, shape, threads, signal: stop.signal });
  const { session } = await openSession(model, { providers: config.EYRIE_PROVIDERS, threads });
  const lines = analyseRecording({
    frames: untilAborted(frames, stop.signal),
    detector: createDetector(model.manifest, session),
    createScene: (first) => createScene({ scene: args.scene, settings: sceneSettingsOf(args, first), mode }),
  });
  for await (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** Ctrl-C ends a live stream as its end would: what was seen so far is still judged. */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
