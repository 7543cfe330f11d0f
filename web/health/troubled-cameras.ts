import type { Camera, CameraHealth } from '#contract/camera.ts';

export interface TroubledCamera {
  camera: Camera | null;
  health: CameraHealth;
}

const weight: Partial<Record<CameraHealth['state'], number>> = { down: 0, degraded: 1, waiting: 2 };

/** Cameras that should be watched and are not well: the worst first, then the longest. */
export function troubledCameras(
  health: Iterable<CameraHealth>,
  cameras: ReadonlyMap<string, Camera>,
): TroubledCamera[] {
  return [...health]
    .filter(({ state }) => state in weight)
    .sort((a, b) => (weight[a.state] ?? 9) - (weight[b.state] ?? 9) || a.since.localeCompare(b.since))
    .map((each) => ({ health: each, camera: cameras.get(each.cameraCode) ?? null }));
}
