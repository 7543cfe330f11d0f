/** How much brighter or darker each part of the picture is than when its ground was learnt: clouds, lamps, exposure. */
import type { CellLooks } from './fire-lane-cells.ts';

const tileColumns = 6;
const tileRows = 4;
const enoughCells = 12;
const leastBrightness = 8;

/**
 * The factor for each cell of `columns` × `rows`: the median of now ÷ ground over the cells of its part of the picture
 * that `isSameSurface` knows again by tint and slope; where too few are known, that of the whole picture. Ground that
 * the light of its part does not reach keeps the whole picture's.
 */
export function localGains(
  now: CellLooks,
  ground: CellLooks,
  columns: number,
  rows: number,
  isSameSurface: (cell: number) => boolean,
  gains: Float32Array,
): void {
  const tiles: number[][] = Array.from({ length: tileColumns * tileRows }, () => []);
  const everywhere: number[] = [];
  for (let i = 0; i < columns * rows; i++) {
    if (ground.brightness[i]! < leastBrightness || !isSameSurface(i)) continue;
    const ratio = now.brightness[i]! / ground.brightness[i]!;
    everywhere.push(ratio);
    tiles[tileOf(i, columns, rows)]!.push(ratio);
  }
  const common = bounded(median(everywhere) ?? 1);
  const local = tiles.map((ratios) =>
    ratios.length < enoughCells ? common : bounded(median(ratios) as number, common),
  );
  for (let i = 0; i < columns * rows; i++) {
    const gain = local[tileOf(i, columns, rows)]!;
    const expected = ground.brightness[i]!;
    const isNearer =
      Math.abs(now.brightness[i]! / common - expected) < Math.abs(now.brightness[i]! / gain - expected);
    gains[i] = isNearer && isSameSurface(i) ? common : gain;
  }
}

const tileOf = (i: number, columns: number, rows: number): number =>
  Math.floor((Math.floor(i / columns) / rows) * tileRows) * tileColumns +
  Math.floor(((i % columns) / columns) * tileColumns);

/** A part differs from the whole by no more than a deep shadow or a lamp does. */
const bounded = (gain: number, common = 1): number =>
  Math.min(common * 2.5, Math.max(common * 0.4, Math.min(4, Math.max(0.2, gain))));

function median(values: number[]): number | undefined {
  values.sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)];
}
