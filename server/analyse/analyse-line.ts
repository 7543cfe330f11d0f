import type { SceneChange } from '#contract/detection.ts';
import type { Observed } from './observe-recording.ts';

/** One line of the output; `t` in seconds from the start, coordinates in source pixels. */
type AnalyseLine =
  | {
      t: number;
      scene: SceneChange['scene'];
      change: 'opened' | 'updated' | 'cleared';
      box: number[];
      score: number;
      track?: [t: number, x: number, y: number][];
    }
  | { done: true; frames: number; seconds: number };

/** What the command prints of what a recording gave; a pre-alarm has no line. */
export const linesOf = ({ change, done }: Observed): AnalyseLine[] =>
  done ? [{ done: true, frames: done.frames, seconds: round(done.seconds, 3) }] : lineOfChange(change);

const lineOfChange = ({ at, scene, change, box, score, track }: SceneChange): AnalyseLine[] => {
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
