/** A slowly learnt, coarse background of one camera's picture: it tells a plume that moves and grows from what always stood there. */
import type { Box, Picture } from '#contract/detection.ts';
import { median } from './median.ts';

const columns = 80;
const rows = 48;
/** Looks over which the background is learnt; more would follow the sun too late. */
const learningLooks = 30;
/** Grey levels that noise and compression change by themselves. */
const floorLevels = 2.5;
/** Under a candidate plume the background follows this much slower, so that smoke is not learnt but the sun's course is. */
const keptPace = 0.2;
/** A cell has changed when it left its own usual variation this many times over. */
const usualVariations = 3;

/** How the picture behaves inside a box, against its own past and against the rest of the picture. */
export interface Stir {
  /** Share of the box's cells that differ from the learnt background, 0..1. */
  changedShare: number;
  /** The same share of the whole picture: where everything changes, it is the light. */
  pictureChangedShare: number;
  /** Movement since the last look inside the box, as a multiple of what the whole picture moves. */
  restlessness: number;
}

export interface Background {
  /** Learns a look; cells within the kept boxes (source pixels) hold on to their background. */
  learn(picture: Picture, kept: readonly Box[]): void;
  /** Behaviour of a box (source pixels) in the look learnt last; undefined after the first look ever. */
  stirIn(box: Box): Stir | undefined;
}

/** A background that forgets within some thirty looks; its memory is a few thousand numbers. */
export const createBackground = (): Background => {
  const mean = new Float32Array(columns * rows);
  const variation = new Float32Array(columns * rows).fill(floorLevels);
  const changed = new Float32Array(columns * rows);
  const movement = new Float32Array(columns * rows);
  let previous = new Float32Array(columns * rows);
  let looks = 0;
  let pictureMovement = 0;
  let pictureChangedShare = 0;
  let cellSize = { width: 1, height: 1 };

  const cellsOf = ([x, y, w, h]: Box): [number, number, number, number] => [
    clamp(Math.floor(x / cellSize.width), columns - 1),
    clamp(Math.floor(y / cellSize.height), rows - 1),
    clamp(Math.ceil((x + w) / cellSize.width), columns),
    clamp(Math.ceil((y + h) / cellSize.height), rows),
  ];

  return {
    learn(picture, kept) {
      const size = {
        width: (picture.width * picture.scaleX) / columns,
        height: (picture.height * picture.scaleY) / rows,
      };
      if (size.width !== cellSize.width || size.height !== cellSize.height) looks = 0;
      cellSize = size;
      const now = cellLevels(picture);
      if (looks === 0) {
        mean.set(now);
        variation.fill(floorLevels);
      }
      const lit = lightChange(mean, now);
      const litSinceLast = lightChange(looks === 0 ? now : previous, now);
      const isKept = new Uint8Array(columns * rows);
      for (const box of kept) {
        const [left, top, right, bottom] = cellsOf(box);
        for (let row = top; row < bottom; row++) isKept.fill(1, row * columns + left, row * columns + right);
      }
      const rate = 1 / Math.min(looks + 1, learningLooks);
      for (let i = 0; i < now.length; i++) {
        mean[i] = lit.gain * mean[i]! + lit.offset;
        const off = Math.abs(now[i]! - mean[i]!);
        changed[i] = looks > 0 && off > Math.max(floorLevels, usualVariations * variation[i]!) ? 1 : 0;
        movement[i] =
          looks === 0 ? 0 : Math.abs(now[i]! - litSinceLast.gain * previous[i]! - litSinceLast.offset);
        const pace = rate * (isKept[i] ? keptPace : 1);
        mean[i]! += (now[i]! - mean[i]!) * pace;
        variation[i] = Math.max(0.6, variation[i]! + (off - variation[i]!) * pace * 0.7);
      }
      pictureMovement = median(everyThird(movement));
      pictureChangedShare = changed.reduce((sum, flag) => sum + flag, 0) / changed.length;
      previous = now;
      looks += 1;
    },
    stirIn(box) {
      if (looks < 2) return undefined;
      const [left, top, right, bottom] = cellsOf(box);
      let cells = 0;
      let different = 0;
      let moved = 0;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          cells += 1;
          different += changed[row * columns + column]!;
          moved += movement[row * columns + column]!;
        }
      }
      if (cells === 0) return { changedShare: 0, pictureChangedShare, restlessness: 0 };
      return {
        changedShare: different / cells,
        pictureChangedShare,
        restlessness: moved / cells / Math.max(0.35, pictureMovement),
      };
    },
  };
};

/** Mean level of every cell, from every second pixel; of colours, green stands for brightness. */
function cellLevels({ width, height, channels, data }: Picture): Float32Array<ArrayBuffer> {
  const sums = new Float32Array(columns * rows);
  const counts = new Float32Array(columns * rows);
  const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.floor((x / width) * columns));
  for (let y = 0; y < height; y += 2) {
    const row = Math.floor((y / height) * rows) * columns;
    const line = y * width * channels + (channels === 3 ? 1 : 0);
    for (let x = (y >> 1) & 1; x < width; x += 2) {
      const cell = row + columnOf[x]!;
      sums[cell]! += data[line + x * channels]!;
      counts[cell]! += 1;
    }
  }
  for (let i = 0; i < sums.length; i++) sums[i] = counts[i]! > 0 ? sums[i]! / counts[i]! : 0;
  return sums;
}

/** How the light of the whole picture changed, as gain and offset through its quartiles: exposure, sun and haze, not smoke. */
function lightChange(before: Float32Array, now: Float32Array): { gain: number; offset: number } {
  const [a, b] = [everyThird(before).sort(), everyThird(now).sort()];
  const at = (sorted: Float32Array, share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const spread = Math.max(1, at(a, 0.75) - at(a, 0.25));
  const gain = Math.min(2, Math.max(0.5, (at(b, 0.75) - at(b, 0.25)) / spread));
  return { gain, offset: at(b, 0.5) - gain * at(a, 0.5) };
}

function everyThird(values: Float32Array): Float32Array {
  return values.filter((_, i) => i % 3 === 0);
}

function clamp(value: number, highest: number): number {
  return Math.max(0, Math.min(highest, value));
}
