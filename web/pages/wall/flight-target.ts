import type { Camera } from '#contract/camera.ts';
import type { Case } from '#contract/case.ts';
import type { LngLat } from '#contract/geo.ts';
import type { FlightTarget } from '../../map/use-fly-to.ts';

interface Chosen {
  item: Pick<Case, 'id' | 'location'> | null;
  /** The camera that saw the case. */
  witness: Pick<Camera, 'location'> | null;
  camera: Pick<Camera, 'code' | 'location'> | null;
  /** How often the whole district was asked for. */
  homeCount: number;
  bounds: [number, number, number, number];
}

/** Where the view goes: to the chosen camera, else to the case with the camera that saw it, else home when asked. */
export function flightTarget({ item, witness, camera, homeCount, bounds }: Chosen): FlightTarget | null {
  if (camera) return { key: `camera/${camera.code}`, points: [camera.location], maxZoom: 16.5 };
  if (item) {
    const points: LngLat[] = witness ? [item.location, witness.location] : [item.location];
    return { key: `case/${item.id}`, points, maxZoom: 16.25 };
  }
  const [west, south, east, north] = bounds;
  return homeCount > 0
    ? {
        key: `home/${homeCount}`,
        points: [
          [west, south],
          [east, north],
        ],
        maxZoom: 14,
      }
    : null;
}
