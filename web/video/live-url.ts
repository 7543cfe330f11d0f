import type { LiveUrl } from '#contract/camera.ts';

/** An address is asked for anew when this much of its life is left. */
const renewBeforeMs = 30_000;
const shortestMs = 5000;

/** How long to wait before asking for the next signed address, given what the last one said. */
export function renewAfterMs(live: LiveUrl, nowMs: number): number {
  const left = Date.parse(live.expiresAt) - nowMs;
  return Math.max(shortestMs, left - Math.min(renewBeforeMs, left / 2));
}
