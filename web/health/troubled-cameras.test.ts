import { describe, expect, it } from 'vitest';
import type { CameraHealth } from '#contract/camera.ts';
import { troubledCameras } from './troubled-cameras.ts';

const health = (cameraCode: string, state: CameraHealth['state'], since: string): CameraHealth => ({
  cameraCode,
  state,
  reason: null,
  since,
  framesPerSecond: null,
  lagMs: null,
});

describe('troubledCameras', () => {
  it('lists the worst first, then what has lasted longest, and nothing that is well', () => {
    const list = [
      health('fine', 'up', '1'),
      health('unsteady', 'degraded', '1'),
      health('down-late', 'down', '3'),
      health('down-early', 'down', '2'),
      health('off', 'off', '1'),
    ];
    expect(troubledCameras(list, new Map()).map((each) => each.health.cameraCode)).toEqual([
      'down-early',
      'down-late',
      'unsteady',
    ]);
  });
});
