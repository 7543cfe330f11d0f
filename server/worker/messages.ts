import type { StreamHealth } from '../ingest/camera-health.ts';
import type { WatchedCamera } from './watched-camera.ts';

/** What the worker says to a child. */
export type ToChild =
  /** The whole of what to watch from now on. */
  { type: 'watch'; cameras: WatchedCamera[] } | { type: 'stop' };

/** What a child says to the worker. */
export type FromChild =
  | { type: 'alive' }
  /** A model runs, on this provider. */
  | { type: 'provider'; provider: string; notes: string[] }
  /** A camera's scene begins with no memory: what it had raised before, nobody will end. */
  | { type: 'began'; cameraCode: string; at: number }
  | { type: 'health'; cameras: Record<string, CameraStanding> }
  /** A change lies in the outbox. */
  | { type: 'recorded' }
  /** All that a camera showed until then is decided, and its changes lie in the outbox. */
  | { type: 'processed'; cameraCode: string; until: number };

/** A stream's health, or what keeps the child from looking at it at all. */
export type CameraStanding = Omit<StreamHealth, 'reason'> & {
  reason?: StreamHealth['reason'] | 'no-model' | 'bad-settings';
};
