/** The picture as cells of 8 × 8 pixels: all of the zone's, and a sparse sample of the others that tells of the light. */
import type { Picture } from '#contract/detection.ts';
import type { Zone } from './fire-lane-zone.ts';

export const cellPixels = 8;
/** Outside the zone, every so many cells in both directions is watched. */
const sparseStep = 3;

/** Per cell: brightness 0..255, red and green share of its light. */
export interface Looks {
  brightness: Float32Array;
  red: Float32Array;
  green: Float32Array;
}

export interface CellGrid {
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** Numbers of the cells that are looked at. */
  watched: number[];
  inZone: Uint8Array;
  zoneCells: number;
  usual: Looks;
  now: Looks;
  covered: Uint8Array;
  frames: Uint32Array;
  knownMs: Float64Array;
  /** How much the brightness usually differs from frame to frame, grey levels. */
  noise: Float32Array;
}

export function createCellGrid({ width, height, scaleX, scaleY }: Picture, zone: Zone): CellGrid {
  const columns = Math.floor(width / cellPixels);
  const rows = Math.floor(height / cellPixels);
  const count = columns * rows;
  const inZone = new Uint8Array(count);
  const watched: number[] = [];
  for (let i = 0; i < count; i++) {
    const column = i % columns;
    const row = Math.floor(i / columns);
    if (zone.contains([(column + 0.5) * cellPixels * scaleX, (row + 0.5) * cellPixels * scaleY]))
      inZone[i] = 1;
    if (inZone[i] || (column % sparseStep === 0 && row % sparseStep === 0)) watched.push(i);
  }
  const looks = (): Looks => ({
    brightness: new Float32Array(count),
    red: new Float32Array(count),
    green: new Float32Array(count),
  });
  return {
    width,
    height,
    columns,
    rows,
    watched,
    inZone,
    zoneCells: inZone.reduce((sum, is) => sum + is, 0),
    usual: looks(),
    now: looks(),
    covered: new Uint8Array(count),
    frames: new Uint32Array(count),
    knownMs: new Float64Array(count),
    noise: new Float32Array(count).fill(4),
  };
}

/** Measures one cell, from every second pixel both ways, into `grid.now`. */
export function lookAt({ data, width }: Picture, { now, columns }: CellGrid, i: number): void {
  const left = (i % columns) * cellPixels;
  const top = Math.floor(i / columns) * cellPixels;
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = 0; y < cellPixels; y += 2)
    for (let x = 0; x < cellPixels; x += 2) {
      const at = ((top + y) * width + left + x) * 3;
      red += data[at]!;
      green += data[at + 1]!;
      blue += data[at + 2]!;
    }
  const sum = red + green + blue + 12;
  now.brightness[i] = sum / 48;
  now.red[i] = red / sum;
  now.green[i] = green / sum;
}
