import { distance, type Point } from './plane.ts';

/** Splits connected grids into about `size`-strong communities, each in one piece. */
export function cluster(
  members: readonly number[],
  centres: readonly Point[],
  neighbours: readonly number[][],
  size: number,
): number[][] {
  const left = new Set(members);
  const pieces: number[][] = [];
  while (left.size > 0) {
    const piece: number[] = [];
    const queue = [left.values().next().value as number];
    left.delete(queue[0] as number);
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      piece.push(i);
      for (const j of neighbours[i] as number[]) if (left.delete(j)) queue.push(j);
    }
    pieces.push(piece);
  }
  return pieces.flatMap((piece) => {
    const count = Math.max(1, Math.round(piece.length / size));
    const at = (i: number): Point => centres[i] as Point;
    const seeds = [piece.reduce((a, b) => (at(b)[0] < at(a)[0] ? b : a))];
    const away = (i: number): number => Math.min(...seeds.map((s) => distance(at(s), at(i))));
    while (seeds.length < count) seeds.push(piece.reduce((a, b) => (away(b) > away(a) ? b : a)));
    const groups = seeds.map((seed) => [seed]);
    const free = new Set(piece.filter((i) => !seeds.includes(i)));
    while (free.size > 0) {
      const reach = groups.map((group) =>
        [...free].filter((i) => (neighbours[i] as number[]).some((j) => group.includes(j))),
      );
      const turn = groups
        .map((_, g) => g)
        .filter((g) => (reach[g] as number[]).length > 0)
        .sort((a, b) => (groups[a] as number[]).length - (groups[b] as number[]).length)[0];
      if (turn === undefined) throw new Error('a community fell apart');
      const home = at(seeds[turn] as number);
      const best = (reach[turn] as number[]).reduce((a, b) =>
        distance(at(b), home) < distance(at(a), home) ? b : a,
      );
      (groups[turn] as number[]).push(best);
      free.delete(best);
    }
    return groups;
  });
}

/** Reading order of a map: rows from north to south, each from west to east. */
export function readingOrder(indices: readonly number[], centres: readonly Point[]): number[] {
  const ys = indices.map((i) => (centres[i] as Point)[1]);
  const rows = Math.max(1, Math.round(Math.sqrt(indices.length)));
  const [top, bottom] = [Math.max(...ys), Math.min(...ys)];
  const row = (i: number): number =>
    Math.min(rows - 1, Math.floor(((top - (centres[i] as Point)[1]) / (top - bottom || 1)) * rows));
  return [...indices].sort((a, b) => row(a) - row(b) || (centres[a] as Point)[0] - (centres[b] as Point)[0]);
}
