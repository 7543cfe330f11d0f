import type { Frame } from '#contract/detection.ts';
import { createDetector } from '../detect/detector.ts';
import type { Model } from '../detect/model-registry.ts';
import type { ModelSession } from '../detect/open-session.ts';
import { modelForScene } from '../detect/scene-model.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import { createScene } from '../worker/create-scene.ts';
import type { AnalyseArguments } from './arguments.ts';
import { type Observed, observeRecording } from './observe-recording.ts';
import { openInput } from './read-input.ts';
import { sceneSettingsOf } from './scene-settings-of.ts';

export interface AnalyseOptions {
  models: ReadonlyMap<string, Model>;
  /** A session of the model, opened by the caller, who may keep it for the next input. */
  sessionFor(model: Model): Promise<ModelSession>;
  threads: number;
  signal: AbortSignal;
  /** The scene's settings for a source of the first frame's size; without it, as the arguments say. */
  settingsFor?(first: Frame): unknown;
}

/** What a scene makes of an input: the one code path of `analyse`, of evaluation, and – but for the stream – of the worker. */
export async function* analyseInput(
  args: AnalyseArguments,
  { models, sessionFor, threads, signal, settingsFor }: AnalyseOptions,
): AsyncGenerator<Observed> {
  const { scene } = args;
  const model = modelForScene(models, scene);
  const { mode, frames } = await openInput({
    ...args,
    shape: shapeForModel(model.manifest.input),
    threads,
    signal,
  });
  yield* observeRecording({
    frames: untilAborted(frames, signal),
    detector: createDetector(model.manifest, await sessionFor(model)),
    createScene: (first) =>
      createScene({ scene, settings: settingsFor?.(first) ?? sceneSettingsOf(args, first), mode }),
  });
}

/** Ctrl-C ends a live stream as its end would: what was seen so far is still judged. */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
