/** A picture's brightness, reduced to a size at which a far plume is still some pixels and a background is cheap to keep. */
import type { Picture } from '#contract/detection.ts';

/** Wider pictures are averaged down by whole numbers until they are no wider. */
const largestWidth = 1280;
/** Side of a block, in the plane's pixels. */
export const blockSide = 8;

export interface Plane {
  width: number;
  height: number;
  /** Brightness 0..255, row by row. */
  luma: Float32Array;
  /** Source pixels per plane pixel. */
  scaleX: number;
  scaleY: number;
}

/** Brightness (Rec. 601 weights) of the picture, cut to whole blocks. */
export const planeOf = ({ width, height, channels, data, scaleX, scaleY }: Picture): Plane => {
  const factor = Math.ceil(width / largestWidth);
  const planeWidth = Math.floor(width / factor / blockSide) * blockSide;
  const planeHeight = Math.floor(height / factor / blockSide) * blockSide;
  const luma = new Float32Array(planeWidth * planeHeight);
  const share = 1 / (factor * factor);
  for (let y = 0; y < planeHeight * factor; y++) {
    const row = Math.floor(y / factor) * planeWidth;
    let from = y * width * channels;
    for (let x = 0; x < planeWidth; x++) {
      let sum = 0;
      for (let k = 0; k < factor; k++, from += channels) {
        sum +=
          channels === 1
            ? data[from]!
            : 0.299 * data[from]! + 0.587 * data[from + 1]! + 0.114 * data[from + 2]!;
      }
      luma[row + x]! += sum * share;
    }
  }
  return { width: planeWidth, height: planeHeight, luma, scaleX: scaleX * factor, scaleY: scaleY * factor };
};

/** How the plane lies against `background`, in whole pixels within ±reach: a mast sways. */
export const shiftAgainst = (plane: Plane, background: Float32Array, reach = 3): [dx: number, dy: number] => {
  const { width, height, luma } = plane;
  const marks: number[] = [];
  const step = Math.max(5, Math.round(Math.sqrt((width * height) / 9000)));
  for (let y = 8; y < height - 8; y += step) {
    for (let x = 8; x < width - 8; x += step) {
      const at = y * width + x;
      const edge =
        Math.abs(background[at + 1]! - background[at - 1]!) +
        Math.abs(background[at + width]! - background[at - width]!);
      if (edge > 24) marks.push(at);
    }
  }
  if (marks.length < 60) return [0, 0];
  const costOf = (dx: number, dy: number): number => {
    let cost = 0;
    for (const at of marks) cost += Math.min(30, Math.abs(luma[at + dy * width + dx]! - background[at]!));
    return cost;
  };
  const still = costOf(0, 0);
  let best: [number, number] = [0, 0];
  let bestCost = still * 0.92;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const cost = costOf(dx, dy);
      if (cost < bestCost) [best, bestCost] = [[dx, dy], cost];
    }
  }
  return best;
};
