import type { Frame, Scene, SceneChange } from '#contract/detection.ts';
import type { Detector } from '../detect/detector.ts';

/** One line of the output; `t` in seconds from the start, coordinates in source pixels. */
export type AnalyseLine =
  | {
      t: number;
      scene: SceneChange['scene'];
      change: 'opened' | 'updated' | 'cleared';
      box: number[];
      score: number;
      track?: [t: number, x: number, y: number][];
    }
  | { done: true; frames: number; seconds: number };

/** Runs a recording through detector and scene, and yields what the command prints. */
export async function* analyseRecording(options: {
  frames: AsyncIterable<Frame>;
  detector: Detector;
  createScene(first: Frame): Scene;
}): AsyncGenerator<AnalyseLine> {
  const { frames, detector, createScene } = options;
  let scene: Scene | undefined;
  let count = 0;
  let endAt = 0;
  let previousAt = 0;
  const opened = new Set<string>();
  /** Pre-alarms, and their ends, are for walls: a recording tells only what became a case. */
  const isTold = ({ change, incidentKey }: SceneChange): boolean => {
    if (change === 'opened') opened.add(incidentKey);
    return opened.has(incidentKey);
  };
  for await (const frame of frames) {
    scene ??= createScene(frame);
    count += 1;
    endAt = frame.at + (frame.at - previousAt);
    previousAt = frame.at;
    const observation = await detector.detect(frame);
    if (observation) yield* scene.observe(observation).filter(isTold).flatMap(toLine);
  }
  yield* (scene?.finish?.() ?? []).filter(isTold).flatMap(toLine);
  yield { done: true, frames: count, seconds: round(endAt / 1000, 3) };
}

const toLine = ({ at, scene, change, box, score, track }: SceneChange): AnalyseLine[] => {
  if (change === 'pre-alarm') return [];
  const line = {
    t: round(at / 1000, 3),
    scene,
    change,
    box: box.map((value) => round(value, 1)),
    score: round(score, 3),
  };
  if (!track) return [line];
  return [{ ...line, track: track.map(([time, x, y]) => [round(time / 1000, 3), round(x, 1), round(y, 1)]) }];
};

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
