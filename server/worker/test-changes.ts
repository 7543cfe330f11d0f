import type { SceneChange } from '#contract/detection.ts';
import type { NewOutboxEntry } from './outbox.ts';

/** Hand-made changes for the tests of this stage. */

export const changeOf = (parts: Partial<SceneChange> = {}): SceneChange => ({
  scene: 'fire-lane',
  change: 'opened',
  incidentKey: 'fire-lane:1:1',
  startedAt: Date.parse('2030-01-01T08:00:00Z'),
  at: Date.parse('2030-01-01T08:03:00Z'),
  label: 'car',
  score: 0.9,
  box: [40, 30, 50, 40],
  anchor: [65, 70],
  reasons: [{ code: 'stands', values: { seconds: 180 } }],
  facts: { durationSeconds: 180 },
  ...parts,
});

export const entryOf = (change: SceneChange = changeOf(), code = '99010100001310000001'): NewOutboxEntry => ({
  change,
  camera: {
    code,
    scene: change.scene,
    settings: {},
    location: [113.005, 30.01],
    groundElevationMetres: 20,
    geometry: { heightMetres: 6, bearingDegrees: 90, tiltDegrees: -18, horizontalFovDegrees: 70 },
  },
  picture: { width: 160, height: 90 },
  snapshot: { jpeg: Buffer.from('a picture'), at: change.at },
});
