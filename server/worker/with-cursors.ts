import type { WatchedCamera } from './watched-camera.ts';

/** Takes the freshest of what the database and this worker know of how far a camera was seen. */
export const withCursors = (cameras: WatchedCamera[], seen: ReadonlyMap<string, number>): WatchedCamera[] =>
  cameras.map((camera) => {
    const until = Math.max(camera.processedUntil ?? 0, seen.get(camera.code) ?? 0);
    return until > 0 ? { ...camera, processedUntil: until } : camera;
  });
