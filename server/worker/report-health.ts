import type { CameraStanding } from './messages.ts';

const figuresEveryMs = 5_000;

/** Picks what is worth reporting: at once what turned, and now and then the moving figures. */
export const createHealthReport = () => {
  const reported = new Map<string, { standing: CameraStanding; at: number }>();
  return (standings: Record<string, CameraStanding>, now: number): Record<string, CameraStanding> => {
    for (const code of reported.keys()) if (!(code in standings)) reported.delete(code);
    const worth = Object.entries(standings).filter(([code, standing]) => {
      const before = reported.get(code);
      if (!before || before.standing.state !== standing.state || before.standing.reason !== standing.reason)
        return true;
      return now - before.at >= figuresEveryMs && hasMoved(before.standing, standing);
    });
    for (const [code, standing] of worth) reported.set(code, { standing, at: now });
    return Object.fromEntries(worth);
  };
};

const hasMoved = (before: CameraStanding, now: CameraStanding): boolean =>
  Math.abs(before.fps - now.fps) >= 0.2 || Math.abs((before.lagMs ?? 0) - (now.lagMs ?? 0)) >= 250;
