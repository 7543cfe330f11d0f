import type { Frame, Scene, SceneChange } from '#contract/detection.ts';
import type { Detector } from '../detect/detector.ts';

/** What a recording gives: the changes of what became a case, and at the end how much was looked at. */
export type Observed =
  | { change: SceneChange; done?: never }
  | { change?: never; done: { frames: number; seconds: number } };

/** Runs a recording through detector and scene. Times are milliseconds from its start. */
export async function* observeRecording(options: {
  frames: AsyncIterable<Frame>;
  detector: Detector;
  createScene(first: Frame): Scene;
}): AsyncGenerator<Observed> {
  const { frames, detector, createScene } = options;
  let scene: Scene | undefined;
  let count = 0;
  let endAt = 0;
  let previousAt = 0;
  const opened = new Set<string>();
  /** Pre-alarms, and their ends, are for walls: a recording tells only what became a case. */
  const told = (changes: SceneChange[]): Observed[] =>
    changes.flatMap((change) => {
      if (change.change === 'opened') opened.add(change.incidentKey);
      return opened.has(change.incidentKey) ? [{ change }] : [];
    });
  for await (const frame of frames) {
    scene ??= createScene(frame);
    count += 1;
    endAt = frame.at + (frame.at - previousAt);
    previousAt = frame.at;
    const observation = await detector.detect(frame);
    if (observation) yield* told(scene.observe(observation));
  }
  yield* told(scene?.finish?.() ?? []);
  yield { done: { frames: count, seconds: endAt / 1000 } };
}
