import type { MapGeoJSONFeature } from 'maplibre-gl';
import { cameraPointLayer, watchedCameraLayer } from '../../cameras/camera-layers.ts';
import { caseClusterLayer, caseTileLayer, hotCaseLayer } from '../../cases/case-layers.ts';
import { gridFillLayer } from '../../grids/grid-layers.ts';

export type Picked =
  | { kind: 'case'; id: string }
  | { kind: 'cluster' }
  | { kind: 'camera'; code: string }
  | { kind: 'grid'; code: string }
  | { kind: 'nothing' };

/** Layers that answer to the pointer. */
export const interactiveLayers = [
  hotCaseLayer,
  caseTileLayer,
  caseClusterLayer,
  watchedCameraLayer,
  cameraPointLayer,
  gridFillLayer,
];

/** What a click meant: the smallest thing under it. */
export function pickedOnMap(features: Pick<MapGeoJSONFeature, 'layer' | 'properties'>[] = []): Picked {
  const at = (...layers: string[]) => features.find(({ layer }) => layers.includes(layer.id))?.properties;
  const item = at(hotCaseLayer, caseTileLayer);
  if (item) return { kind: 'case', id: String(item.id) };
  if (at(caseClusterLayer)) return { kind: 'cluster' };
  const camera = at(watchedCameraLayer, cameraPointLayer);
  if (camera) return { kind: 'camera', code: String(camera.code) };
  const grid = at(gridFillLayer);
  return grid ? { kind: 'grid', code: String(grid.code) } : { kind: 'nothing' };
}
