/** Learns where a picture never rests (a tree in the wind, a flag, laundry), so that more is asked of a path there. */
import type { Peak } from './high-rise-throwing-tracks.ts';

export interface RestlessMap {
  /** Takes one frame's peaks. */
  learn(seconds: number, peaks: readonly Peak[]): void;
  /** Share of a path's points that lie where the picture never rests. */
  shareOf(peaks: readonly Peak[]): number;
}

const columns = 48;
const rows = 27;
const memorySeconds = 8;
/** Share of the last seconds in which a place had peaks; a fall passes a place in far less. */
const restlessShare = 0.14;

/** A coarse grid over the picture with the share of time that each cell was busy. */
export function createRestlessMap(width: number, height: number): RestlessMap {
  const shares = new Float32Array(columns * rows);
  let last: number | undefined;
  const cellOf = ({ x, y }: Peak) =>
    Math.min(rows - 1, Math.max(0, Math.floor((y / height) * rows))) * columns +
    Math.min(columns - 1, Math.max(0, Math.floor((x / width) * columns)));
  return {
    learn(seconds, peaks) {
      const passed = last === undefined ? 0 : Math.min(1, Math.max(0, seconds - last));
      last = seconds;
      const fade = Math.exp(-passed / memorySeconds);
      for (let cell = 0; cell < shares.length; cell++) shares[cell]! *= fade;
      for (const cell of new Set(peaks.map(cellOf))) shares[cell]! += 1 - fade;
    },
    shareOf: (peaks) =>
      peaks.filter((peak) => shares[cellOf(peak)]! > restlessShare).length / Math.max(1, peaks.length),
  };
}
