import type { GridCollection } from '#contract/grid.ts';

type Bounds = [west: number, south: number, east: number, north: number];

/** What holds all of these grids; undefined where there is none. */
export function boundsOf({ features }: Pick<GridCollection, 'features'>): Bounds | undefined {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [lng, lat] = part;
    if (typeof lng !== 'number' || typeof lat !== 'number') {
      part.forEach(visit);
      return;
    }
    bounds[0] = Math.min(bounds[0], lng);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lng);
    bounds[3] = Math.max(bounds[3], lat);
  };
  for (const { geometry } of features) visit(geometry.coordinates);
  return Number.isFinite(bounds[0]) ? bounds : undefined;
}
