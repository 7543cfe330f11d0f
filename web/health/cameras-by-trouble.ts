import type { Camera, CameraHealth } from '#contract/camera.ts';

export interface WatchedCamera {
  camera: Camera | null;
  health: CameraHealth;
}

const weight: Record<CameraHealth['state'], number> = { down: 0, degraded: 1, waiting: 2, up: 3, off: 4 };

/** Cameras that are watched, the worst first, then those that have been so the longest. */
export function camerasByTrouble(
  health: Iterable<CameraHealth>,
  cameras: ReadonlyMap<string, Camera>,
): WatchedCamera[] {
  return [...health]
    .filter(({ state }) => state !== 'off')
    .sort(
      (a, b) =>
        weight[a.state] - weight[b.state] ||
        a.since.localeCompare(b.since) ||
        a.cameraCode.localeCompare(b.cameraCode),
    )
    .map((each) => ({ health: each, camera: cameras.get(each.cameraCode) ?? null }));
}
