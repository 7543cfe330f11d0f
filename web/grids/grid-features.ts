import { pointOnFeature } from '@turf/turf';
import type { FeatureCollection, Point, Polygon } from 'geojson';
import type { GridCollection } from '#contract/grid.ts';
import { featureKey } from '../map/feature-key.ts';

/** The grids' shapes with what the map's worker needs of them, and no more. */
export function gridShapes(grids: GridCollection): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: grids.features.map(({ geometry, properties: { code } }) => ({
      type: 'Feature',
      geometry: geometry as Polygon,
      properties: { key: featureKey(code), code },
    })),
  };
}

/** One point inside each grid to write its name at: a polygon's own label would repeat in every tile it touches. */
export function gridLabels(grids: GridCollection): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: grids.features.map(({ geometry, properties: { code, name, nameEn } }) => ({
      type: 'Feature',
      geometry: pointOnFeature(geometry as Polygon).geometry,
      properties: { code, name, nameEn },
    })),
  };
}
