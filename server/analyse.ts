import { availableParallelism } from 'node:os';
import { analyseRecording } from './analyse/analyse-recording.ts';
import { BadInput, parseArguments } from './analyse/arguments.ts';
import { openInput } from './analyse/read-input.ts';
import { sceneSettingsOf } from './analyse/scene-settings-of.ts';
import { createDetector } from './detect/detector.ts';
import { ModelError, readModels } from './detect/model-registry.ts';
import { openSession } from './detect/open-session.ts';
import { modelForScene } from './detect/scene-model.ts';
import { shapeForModel } from './ingest/picture-scaler.ts';
import { StreamFailure } from './ingest/stream-failure.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { createScene } from './worker/create-scene.ts';

/** `npm run analyse`: tries a scene on a recording, with the code that watches the cameras; one JSON object a line. */

const run = async (): Promise<void> => {
  const args = parseArguments(process.argv.slice(2));
  const config = readConfig();
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

try {
  await run();
} catch (error) {
  const isExpected = [BadInput, StreamFailure, ModelError, ConfigError].some((kind) => error instanceof kind);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = isExpected ? 2 : 1;
}
