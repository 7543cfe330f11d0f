/** Hand-made observations for tests of the fire-lane scene: a grey street of 640 × 360 and things upon it. */
import type { Box, Detection, Observation, Picture, SceneChange } from '#contract/detection.ts';
import { FireLaneSettings } from '#contract/scene-settings.ts';
import { createFireLaneScene } from './fire-lane.scene.ts';

export const startAt = 1_800_000_000_000;
const width = 640;
const height = 360;
const plain = new Uint8Array(width * height).fill(110);

/** The lane takes the middle of the picture. */
export const settings = FireLaneSettings.parse({
  zone: [
    [0.3, 0.4],
    [0.7, 0.4],
    [0.7, 0.95],
    [0.3, 0.95],
  ],
  dwellSeconds: 60,
});

/** Draws into a picture of 640 × 360 RGB. */
export type Paint = (data: Uint8Array, seconds: number) => void;

export const car = (box: Box, score = 0.8): Detection => ({ label: 'car', score, box });
export const parked: Box = [280, 200, 90, 70];

/** One frame at `seconds`; without paint the picture is one grey channel, which says nothing. */
export function observation(seconds: number, detections: Detection[], paint?: Paint): Observation {
  const size = { width, height, scaleX: 1, scaleY: 1 };
  const data = paint ? new Uint8Array(width * height * 3).fill(110) : plain;
  paint?.(data, seconds);
  const picture: Picture = { ...size, channels: paint ? 3 : 1, data };
  return { frame: { at: startAt + Math.round(seconds * 1000), width, height, picture }, detections };
}

/** All changes while `detectionsAt` is asked at each of `times`, with their seconds. */
export function play(
  times: readonly number[],
  detectionsAt: (seconds: number) => Detection[],
  options: { paint?: Paint; settings?: FireLaneSettings } = {},
): (SceneChange & { seconds: number })[] {
  const scene = createFireLaneScene({ settings: options.settings ?? settings, mode: 'recording' });
  return times.flatMap((seconds) =>
    scene
      .observe(observation(seconds, detectionsAt(seconds), options.paint))
      .map((change) => ({ ...change, seconds })),
  );
}

export const every = (step: number, until: number): number[] =>
  Array.from({ length: Math.floor(until / step) + 1 }, (_, i) => i * step);

export function rectangle(data: Uint8Array, [x, y, w, h]: Box, rgb: readonly [number, number, number]): void {
  for (let row = y; row < y + h; row++)
    for (let column = x; column < x + w; column++) data.set(rgb, (row * width + column) * 3);
}
