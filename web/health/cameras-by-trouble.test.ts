import { describe, expect, it } from 'vitest';
import type { CameraHealth } from '#contract/camera.ts';
import { camerasByTrouble } from './cameras-by-trouble.ts';

const health = (cameraCode: string, state: CameraHealth['state'], since: string): CameraHealth => ({
  cameraCode,
  state,
  reason: null,
  since,
  framesPerSecond: null,
  lagMs: null,
});

describe('camerasByTrouble', () => {
  it('lists the worst first, then what has lasted longest, and leaves out what nobody watches', () => {
    const list = [
      health('fine', 'up', '1'),
      health('unsteady', 'degraded', '1'),
      health('down-late', 'down', '3'),
      health('down-early', 'down', '2'),
      health('off', 'off', '1'),
    ];
    const codes = camerasByTrouble(list, new Map()).map((each) => each.health.cameraCode);
    expect(codes).toEqual(['down-early', 'down-late', 'unsteady', 'fine']);
  });
});
