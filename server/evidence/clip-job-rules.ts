import type { EvidenceClip } from './clip-maker.ts';

/** Tries after which footage that has not come is not waited for any more. */
const lateFootageTries = 3;
/** Tries after which something that keeps failing (full disk, store away) is given up. */
export const mostTries = 30;

/** Footage may come late: true while the end of the wanted stretch is not there and may still come. */
export function shouldWaitForFootage(
  clip: EvidenceClip | undefined,
  toAt: number,
  attempts: number,
): boolean {
  if (attempts >= lateFootageTries) return false;
  return clip === undefined || clip.missing.some((stretch) => stretch.toAt >= toAt);
}

/** Two seconds, doubled with each try, at most five minutes. */
export const retryPauseMs = (attempts: number) => Math.min(2000 * 2 ** Math.max(0, attempts - 1), 300_000);

/** What is to be said of a clip that does not show all that was wanted; `null` where it does. */
export function shortcomings(clip: EvidenceClip): string | null {
  const missingMs = clip.missing.reduce((total, stretch) => total + stretch.toAt - stretch.fromAt, 0);
  if (missingMs === 0) return null;
  const damaged = clip.damaged > 0 ? `, ${clip.damaged} segments damaged` : '';
  return `${(missingMs / 1000).toFixed(1)} s of footage missing${damaged}`;
}

/** Where a case's clip lies: by the day it begins, so that no folder grows without bound. */
export function clipKey(caseId: string, fromAt: number): string {
  return `${new Date(fromAt).toISOString().slice(0, 10).replaceAll('-', '/')}/${caseId}/clip.mp4`;
}
