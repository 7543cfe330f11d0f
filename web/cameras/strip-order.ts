import type { Camera } from '#contract/camera.ts';

/**
 * Which watched cameras stand in the strip: always in the same order, so that a picture keeps its place,
 * but one that alarms is always among them.
 */
export function stripCameras(
  watched: readonly Camera[],
  alerting: ReadonlySet<string>,
  places: number,
): Camera[] {
  const ordered = [...watched].sort((a, b) => a.code.localeCompare(b.code));
  const shown = ordered.slice(0, places);
  const missing = ordered.slice(places).filter(({ code }) => alerting.has(code));
  for (const camera of missing) {
    const quiet = shown.findLastIndex(({ code }) => !alerting.has(code));
    if (quiet >= 0) shown[quiet] = camera;
  }
  return shown;
}
