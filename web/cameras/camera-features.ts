import type { FeatureCollection, Point } from 'geojson';
import type { Camera, CameraCollection, CameraHealth } from '#contract/camera.ts';
import { featureKey } from '../map/feature-key.ts';
import type { FeatureStates } from '../map/feature-states.ts';

/** A camera that a worker watches: it has a stream and a scene to look for. */
export const isWatched = (camera: Pick<Camera, 'hasStream' | 'scene'>): boolean =>
  camera.hasStream && camera.scene !== null;

/** What the map's worker needs of the cameras, and no more. */
export function cameraFeatures(cameras: CameraCollection): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: cameras.features.map(({ geometry, properties }) => ({
      type: 'Feature',
      geometry,
      properties: {
        key: featureKey(properties.code),
        code: properties.code,
        kind: properties.kind,
        state: properties.state,
        watched: isWatched(properties),
      },
    })),
  };
}

/** What the layers read that changes: health as last heard, and which camera is chosen. */
export function cameraStates(
  health: ReadonlyMap<string, CameraHealth>,
  selected: string | null,
): FeatureStates {
  const states = new Map<string, { health?: string; selected?: true }>();
  for (const { cameraCode, state } of health.values()) states.set(featureKey(cameraCode), { health: state });
  const key = selected && featureKey(selected);
  if (key) states.set(key, { ...states.get(key), selected: true });
  return states as FeatureStates;
}
