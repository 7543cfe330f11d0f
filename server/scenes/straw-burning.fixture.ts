/** A hand-made hawk-eye view for tests: a textured picture with grain, in which bright smoke can be painted. */
import type { Box, Detection, Observation, Picture } from '#contract/detection.ts';

export const sourceWidth = 1280;
export const sourceHeight = 720;
const scale = 8;

/** A repeatable number in 0..1. */
const grain = (a: number, b: number): number => {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return x - Math.floor(x);
};

/** The scene at one instant: land with sensor noise of about two grey levels, and billowing smoke in the boxes. */
export const pictureAt = (at: number, smoke: readonly Box[] = [], brightness = 1): Picture => {
  const [width, height] = [sourceWidth / scale, sourceHeight / scale];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const land = 70 + 50 * grain(Math.floor(x / 5), Math.floor(y / 3));
      let level = land * brightness + 4 * (grain(x + at * 0.37, y) - 0.5);
      for (const [left, top, wide, tall] of smoke) {
        if (x * scale < left || x * scale > left + wide || y * scale < top || y * scale > top + tall)
          continue;
        level += (190 - level) * (0.35 + 0.4 * grain(Math.floor(x / 2), Math.floor(y / 2) + at * 0.001));
      }
      data.fill(Math.max(0, Math.min(255, level)), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { width, height, channels: 3, data, scaleX: scale, scaleY: scale };
};

export const look = (
  at: number,
  detections: Detection[],
  smoke: readonly Box[] = [],
  brightness = 1,
): Observation => ({
  frame: { at, width: sourceWidth, height: sourceHeight, picture: pictureAt(at, smoke, brightness) },
  detections,
});

export const smokeIn = (box: Box, score = 0.9): Detection => ({ label: 'smoke', score, box });

/** The same look with an orange glow in a box (source pixels). */
export const glowing = (seen: Observation, [left, top, wide, tall]: Box): Observation => {
  const { width, height, data } = seen.frame.picture;
  for (let y = Math.floor(top / scale); y < Math.min(height, Math.ceil((top + tall) / scale)); y++) {
    for (let x = Math.floor(left / scale); x < Math.min(width, Math.ceil((left + wide) / scale)); x++) {
      data.set([250, 150, 40], (y * width + x) * 3);
    }
  }
  return seen;
};

/** A plume that leans to the right out of a fire at `foot`, `seconds` after it caught. */
export const plumeBox = (foot: readonly [number, number], seconds: number): Box => {
  const wide = 14 + 4 * Math.min(60, seconds);
  const tall = 10 + 2.5 * Math.min(60, seconds);
  return [foot[0] - 5, foot[1] - tall, wide, tall];
};
