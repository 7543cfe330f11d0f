import type { LngLat } from '#contract/geo.ts';

/** The ground's height above sea level at a place, metres. */
export type GroundElevation = (place: LngLat) => number;

/** A regular height grid: rows from north to south, decimetres. */
export interface TerrainGrid {
  west: number;
  north: number;
  stepLng: number;
  stepLat: number;
  columns: number;
  rows: number;
  decimetres: Int16Array;
}

/** Bilinear height; outside the grid the nearest edge counts. */
export function groundOf(grid: TerrainGrid): GroundElevation {
  const heightAt = (row: number, column: number) => (grid.decimetres[row * grid.columns + column] ?? 0) / 10;
  return ([lng, lat]) => {
    const x = Math.min(Math.max((lng - grid.west) / grid.stepLng, 0), grid.columns - 1.000001);
    const y = Math.min(Math.max((grid.north - lat) / grid.stepLat, 0), grid.rows - 1.000001);
    const column = Math.floor(x);
    const row = Math.floor(y);
    const fx = x - column;
    const fy = y - row;
    const upper = heightAt(row, column) * (1 - fx) + heightAt(row, column + 1) * fx;
    const lower = heightAt(row + 1, column) * (1 - fx) + heightAt(row + 1, column + 1) * fx;
    return upper * (1 - fy) + lower * fy;
  };
}
