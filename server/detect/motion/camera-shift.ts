/** Tells how far a shaking camera's picture lies from the learnt one, and how much brighter it is. */

/** In pixels and grey levels; `sure` is false when the pictures don't match anywhere near. */
export interface CameraShift {
  dx: number;
  dy: number;
  brighter: number;
  sure: boolean;
}

const patchSide = 24;
const patchColumns = 8;
const patchRows = 6;
const farthest = 14;
const rounds = 4;

/** Follows the shift of pictures of one size; each estimate starts from the one before. */
export const createShiftEstimator = (width: number, height: number) => {
  let last = { dx: 0, dy: 0 };
  const patches = Array.from({ length: patchColumns * patchRows }, (_, i) => ({
    left: Math.round(((0.5 + (i % patchColumns)) / patchColumns) * width - patchSide / 2),
    top: Math.round(((0.5 + Math.floor(i / patchColumns)) / patchRows) * height - patchSide / 2),
  })).filter(
    ({ left, top }) =>
      left > farthest &&
      top > farthest &&
      left + patchSide + farthest < width &&
      top + patchSide + farthest < height,
  );

  /** One step of Lucas and Kanade's method around a whole-pixel guess; `undefined` where there is no texture. */
  const step = (
    luma: Uint8Array,
    usual: Uint8Array,
    { left, top }: { left: number; top: number },
    guess: { dx: number; dy: number },
  ): [number, number] | undefined => {
    let [xx, xy, yy, xt, yt, brightness] = [0, 0, 0, 0, 0, 0];
    let [gx0, gy0] = [0, 0];
    for (let y = top; y < top + patchSide; y += 2) {
      for (let x = left; x < left + patchSide; x++) {
        const i = y * width + x;
        const difference = luma[i + guess.dy * width + guess.dx]! - usual[i]!;
        const gx = (usual[i + 1]! - usual[i - 1]!) / 2;
        const gy = (usual[i + width]! - usual[i - width]!) / 2;
        xx += gx * gx;
        xy += gx * gy;
        yy += gy * gy;
        xt += gx * difference;
        yt += gy * difference;
        gx0 += gx;
        gy0 += gy;
        brightness += difference;
      }
    }
    const count = (patchSide * patchSide) / 2;
    const level = brightness / count;
    xt -= level * gx0;
    yt -= level * gy0;
    const determinant = xx * yy - xy * xy;
    if (determinant < 0.02 * (xx + yy) ** 2 || xx + yy < 30 * count) return undefined;
    return [-(yy * xt - xy * yt) / determinant, -(xx * yt - xy * xt) / determinant];
  };

  return (luma: Uint8Array, usual: Uint8Array): CameraShift => {
    let guess = { dx: Math.round(last.dx), dy: Math.round(last.dy) };
    let found: [number, number][] = [];
    for (let round = 0; round < rounds; round++) {
      found = patches
        .map((patch) => step(luma, usual, patch, guess))
        .filter((one): one is [number, number] => one !== undefined);
      if (found.length < 3) break;
      const dx = median(found.map(([x]) => x));
      const dy = median(found.map(([, y]) => y));
      if (Math.abs(dx) <= 0.75 && Math.abs(dy) <= 0.75) {
        last = { dx: guess.dx + dx, dy: guess.dy + dy };
        return { ...last, brighter: levelOf(luma, usual, guess, width, height), sure: true };
      }
      const moveBy = (by: number) => Math.sign(by) * Math.min(4, Math.round(Math.abs(by)) || 1);
      guess = {
        dx: guess.dx + (Math.abs(dx) > 0.75 ? moveBy(dx) : 0),
        dy: guess.dy + (Math.abs(dy) > 0.75 ? moveBy(dy) : 0),
      };
      if (Math.abs(guess.dx) > farthest - 2 || Math.abs(guess.dy) > farthest - 2) break;
    }
    last = { dx: 0, dy: 0 };
    return { dx: 0, dy: 0, brighter: levelOf(luma, usual, last, width, height), sure: found.length < 3 };
  };
};

/** The median difference of brightness over a sparse lattice. */
function levelOf(
  luma: Uint8Array,
  usual: Uint8Array,
  { dx, dy }: { dx: number; dy: number },
  width: number,
  height: number,
): number {
  const counts = new Uint16Array(511);
  let total = 0;
  const margin = farthest + 1;
  for (let y = margin; y < height - margin; y += 17) {
    for (let x = margin + (y % 13); x < width - margin; x += 13) {
      counts[luma[(y + dy) * width + x + dx]! - usual[y * width + x]! + 255]!++;
      total++;
    }
  }
  let below = 0;
  for (let level = 0; level < counts.length; level++) {
    below += counts[level]!;
    if (below * 2 >= total) return level - 255;
  }
  return 0;
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
