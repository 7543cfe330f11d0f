import type { CameraHealth } from '#contract/camera.ts';
import { Health } from '#contract/health.ts';
import type { PreAlarm } from '#contract/wall-events.ts';
import { cameraAt, streams } from './mock-district.ts';

export const mockHealth = (): Health =>
  Health.parse({
    status: 'degraded',
    version: '0.1.0',
    time: new Date().toISOString(),
    database: { status: 'up', version: '15.14', postgis: '3.3.2' },
    worker: { status: 'up', workers: 1, children: 2, lastSeenAt: new Date(Date.now() - 1000).toISOString() },
    providers: [{ worker: 'eyrie-1', provider: 'cpu', note: 'CUDA libraries are not installed' }],
    cameras: { total: 5301, watched: 10, up: 8, degraded: 1, down: 1 },
  });

const troubles: Record<number, Pick<CameraHealth, 'state' | 'reason'>> = {
  3: { state: 'degraded', reason: 'stalled' },
  6: { state: 'down', reason: 'http-404' },
};

/** The watched cameras, two of them in trouble. */
export const watchedHealth = (): CameraHealth[] =>
  streams.map((_, index) => ({
    cameraCode: cameraAt(index).code,
    since: new Date(Date.now() - 780_000).toISOString(),
    framesPerSecond: 0.5,
    lagMs: 1900,
    ...(troubles[index] ?? { state: 'up', reason: null }),
  }));

export const mockPreAlarm: PreAlarm = {
  cameraCode: cameraAt(1).code,
  scene: 'fire-lane',
  incidentKey: 'fire-lane:1:1',
  startedAt: new Date(Date.now() - 31_000).toISOString(),
  state: 'raised',
  location: null,
  gridCode: cameraAt(1).gridCode,
  box: [0, 0, 10, 10],
};
