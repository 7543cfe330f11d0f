import { expect, it } from 'vitest';
import type { GridCollection } from '#contract/grid.ts';
import { boundsOf } from './bounds-of.ts';

const gridOf = (type: 'Polygon' | 'MultiPolygon', coordinates: unknown[]) =>
  ({ geometry: { type, coordinates } }) as unknown as GridCollection['features'][number];
const ring = (west: number, south: number) => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south],
];

it('holds every corner of every grid, of one piece or of several', () => {
  const features = [
    gridOf('Polygon', [ring(113, 30)]),
    gridOf('MultiPolygon', [[ring(112, 31)], [ring(110, 29)]]),
  ];
  expect(boundsOf({ features })).toEqual([110, 29, 114, 32]);
});

it('is nothing where there is no grid', () => {
  expect(boundsOf({ features: [] })).toBeUndefined();
});
