import { expect, it } from 'vitest';
import type { CameraStanding } from './messages.ts';
import { createHealthReport } from './report-health.ts';

const up: CameraStanding = { state: 'up', since: 1, fps: 0.5, lagMs: 900 };

it('tells of a camera at once when it turns, and of figures only now and then', () => {
  const report = createHealthReport();
  expect(report({ a: up }, 0)).toEqual({ a: up });
  expect(report({ a: { ...up, fps: 9 } }, 1_000)).toEqual({});
  expect(Object.keys(report({ a: { ...up, fps: 9 } }, 5_000))).toEqual(['a']);
  expect(report({ a: { ...up, fps: 9.1 } }, 20_000)).toEqual({});
  const down: CameraStanding = { state: 'down', reason: 'stalled', since: 2, fps: 0 };
  expect(report({ a: down }, 20_001)).toEqual({ a: down });
  expect(Object.keys(report({ a: { ...down, reason: 'http-404' } }, 20_002))).toEqual(['a']);
});
