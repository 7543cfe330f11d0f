import type { Camera } from '#contract/camera.ts';

type Optics = Pick<Camera, 'kind' | 'heightMetres' | 'tiltDegrees' | 'horizontalFovDegrees'>;

/** Beyond this a camera of its kind tells nothing apart, whatever its picture reaches. */
const usefulMetres: Record<Camera['kind'], number> = { street: 120, corridor: 14, 'hawk-eye': 3000 };
/** Pictures are 16:9 with square pixels. */
const aspect = 9 / 16;
/** A façade stands at about this share of what a camera of its kind can use. */
const facadeShare = 0.5;
const toRadians = Math.PI / 180;

/** From how far to how far a camera sees the ground (or, looking up, the façade before it), in metres. */
export function viewRange(camera: Optics): { nearMetres: number; farMetres: number } {
  const limit = usefulMetres[camera.kind];
  const halfVertical =
    Math.atan(Math.tan((camera.horizontalFovDegrees / 2) * toRadians) * aspect) / toRadians;
  const ground = (elevationDegrees: number) =>
    elevationDegrees < 0
      ? camera.heightMetres / Math.tan(-elevationDegrees * toRadians)
      : Number.POSITIVE_INFINITY;
  const steepest = Math.max(-89, camera.tiltDegrees - halfVertical);
  // a camera that looks up sees no ground at all: it is drawn towards the façade before it
  if (steepest >= 0) return { nearMetres: 0, farMetres: limit * facadeShare };
  const near = Math.min(ground(steepest), limit / 3);
  const far = Math.min(ground(camera.tiltDegrees + halfVertical), limit);
  return { nearMetres: near, farMetres: Math.max(far, near + 2) };
}
