/**
 * A slowly learnt background of one view, and the veil that lies over it.
 *
 * Smoke of transmittance t before land of brightness b shows t·b + (1 − t)·a, a being the smoke's own light
 * (Koschmieder): the land's texture fades while its mean moves. A cloud's shadow scales mean and texture alike, and
 * a vehicle brings a texture of its own.
 */
import { median } from './median.ts';
import { blockSide, type Plane, shiftAgainst } from './straw-burning-plane.ts';

/** Blocks whose brightness leaves what the light does around them by so many of their usual deviations… */
const clearDeviations = 4.5;
const faintDeviations = 2.6;
/** …and by so many grey levels. */
const clearLevels = 4.5;
const faintLevels = 2.6;
/** What noise and compression change by themselves. */
const floorLevels = 0.9;
/** Side, in blocks, of the neighbourhood that tells light from smoke. */
const neighbourhood = 16;
/** Where smoke is suspected the background follows this much slower. */
const keptPace = 0.1;

export interface VeilMap {
  columns: number;
  rows: number;
  /** 0 as ever, 1 faintly different, 2 clearly. */
  state: Uint8Array;
  /** Change of mean brightness in grey levels, the light's own change taken off. */
  change: Float32Array;
  /** Variance of the background's texture, of the picture's, and what both share. */
  textureBefore: Float32Array;
  textureNow: Float32Array;
  textureShared: Float32Array;
  /** Mean brightness now. */
  level: Float32Array;
  /** Change against the previous look, the light's taken off. */
  motion: Float32Array;
  /** Share of all blocks that differ: in a wholly different view, most do. */
  changedShare: number;
  /** Looks that this background has learnt from. */
  looks: number;
}

export interface VeilBackground {
  /** Compares a look with the background and then learns it; blocks marked in `kept` are learnt slowly. */
  observe(plane: Plane, kept?: Uint8Array): VeilMap;
}

export const createVeilBackground = (learningLooks: number): VeilBackground => {
  let background = new Float32Array(0);
  let usual = new Float32Array(0);
  let previous = new Float32Array(0);
  let looks = 0;

  return {
    observe(plane, kept) {
      const columns = plane.width / blockSide;
      const rows = plane.height / blockSide;
      if (background.length !== plane.luma.length) {
        background = Float32Array.from(plane.luma);
        usual = new Float32Array(columns * rows).fill(2.5);
        previous = new Float32Array(0);
        looks = 0;
      }
      const [dx, dy] = looks === 0 ? [0, 0] : shiftAgainst(plane, background);
      const map = compare(plane, background, columns, rows, dx, dy);
      const means = Float32Array.from(map.level);
      withoutLight(map.change, columns, rows);
      if (previous.length === means.length) {
        for (let i = 0; i < means.length; i++) map.motion[i] = means[i]! - previous[i]!;
        withoutLight(map.motion, columns, rows);
      }
      previous = means;
      let different = 0;
      for (let i = 0; i < map.state.length; i++) {
        const off = Math.abs(map.change[i]!);
        const deviations = off / Math.max(floorLevels, usual[i]!);
        map.state[i] =
          deviations >= clearDeviations && off >= clearLevels
            ? 2
            : deviations >= faintDeviations && off >= faintLevels
              ? 1
              : 0;
        if (map.state[i]! > 0) different += 1;
      }
      map.changedShare = different / map.state.length;
      map.looks = looks;
      learn(plane, background, usual, map, dx, dy, 1 / Math.min(looks + 2, learningLooks), kept);
      looks += 1;
      return map;
    },
  };
};

function compare(
  plane: Plane,
  background: Float32Array,
  columns: number,
  rows: number,
  dx: number,
  dy: number,
): VeilMap {
  const { width, height, luma } = plane;
  const count = columns * rows;
  const map: VeilMap = {
    columns,
    rows,
    state: new Uint8Array(count),
    change: new Float32Array(count),
    textureBefore: new Float32Array(count),
    textureNow: new Float32Array(count),
    textureShared: new Float32Array(count),
    level: new Float32Array(count),
    motion: new Float32Array(count),
    changedShare: 0,
    looks: 0,
  };
  const pixels = blockSide * blockSide;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let b = 0;
      let n = 0;
      let bb = 0;
      let nn = 0;
      let bn = 0;
      for (let y = row * blockSide; y < (row + 1) * blockSide; y++) {
        const sourceRow = Math.min(height - 1, Math.max(0, y + dy)) * width;
        for (let x = column * blockSide; x < (column + 1) * blockSide; x++) {
          const before = background[y * width + x]!;
          const now = luma[sourceRow + Math.min(width - 1, Math.max(0, x + dx))]!;
          b += before;
          n += now;
          bb += before * before;
          nn += now * now;
          bn += before * now;
        }
      }
      const i = row * columns + column;
      map.level[i] = n / pixels;
      map.change[i] = (n - b) / pixels;
      map.textureBefore[i] = bb / pixels - (b / pixels) ** 2;
      map.textureNow[i] = nn / pixels - (n / pixels) ** 2;
      map.textureShared[i] = bn / pixels - (b / pixels) * (n / pixels);
    }
  }
  return map;
}

/** Takes off, in place, the change that a neighbourhood shares: its median, spread smoothly between neighbourhoods. */
function withoutLight(change: Float32Array, columns: number, rows: number): void {
  const across = Math.max(1, Math.round(columns / neighbourhood));
  const down = Math.max(1, Math.round(rows / neighbourhood));
  const medians = new Float32Array(across * down);
  for (let v = 0; v < down; v++) {
    for (let u = 0; u < across; u++) {
      const values: number[] = [];
      const [top, bottom] = [Math.floor((v * rows) / down), Math.floor(((v + 1) * rows) / down)];
      const [left, right] = [Math.floor((u * columns) / across), Math.floor(((u + 1) * columns) / across)];
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) values.push(change[y * columns + x]!);
      medians[v * across + u] = median(values);
    }
  }
  const at = (u: number, v: number): number =>
    medians[Math.min(down - 1, Math.max(0, v)) * across + Math.min(across - 1, Math.max(0, u))]!;
  for (let y = 0; y < rows; y++) {
    const v = ((y + 0.5) * down) / rows - 0.5;
    const [v0, fv] = [Math.floor(v), v - Math.floor(v)];
    for (let x = 0; x < columns; x++) {
      const u = ((x + 0.5) * across) / columns - 0.5;
      const [u0, fu] = [Math.floor(u), u - Math.floor(u)];
      const above = at(u0, v0) * (1 - fu) + at(u0 + 1, v0) * fu;
      const below = at(u0, v0 + 1) * (1 - fu) + at(u0 + 1, v0 + 1) * fu;
      change[y * columns + x]! -= above * (1 - fv) + below * fv;
    }
  }
}

function learn(
  plane: Plane,
  background: Float32Array,
  usual: Float32Array,
  map: VeilMap,
  dx: number,
  dy: number,
  rate: number,
  kept: Uint8Array | undefined,
): void {
  const { width, height, luma } = plane;
  for (let row = 0; row < map.rows; row++) {
    for (let column = 0; column < map.columns; column++) {
      const i = row * map.columns + column;
      const pace = rate * (kept?.[i] ? keptPace : 1);
      usual[i]! += (Math.min(12, Math.abs(map.change[i]!)) * 1.25 - usual[i]!) * Math.max(0.02, pace);
      for (let y = row * blockSide; y < (row + 1) * blockSide; y++) {
        const sourceRow = Math.min(height - 1, Math.max(0, y + dy)) * width;
        for (let x = column * blockSide; x < (column + 1) * blockSide; x++) {
          const at = y * width + x;
          background[at]! +=
            (luma[sourceRow + Math.min(width - 1, Math.max(0, x + dx))]! - background[at]!) * pace;
        }
      }
    }
  }
}
