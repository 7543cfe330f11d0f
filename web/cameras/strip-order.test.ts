import { describe, expect, it } from 'vitest';
import type { Camera } from '#contract/camera.ts';
import { stripCameras } from './strip-order.ts';

const cameras = ['d', 'a', 'c', 'b', 'e'].map((code) => ({ code }) as Camera);
const codes = (alerting: string[], places: number) =>
  stripCameras(cameras, new Set(alerting), places).map(({ code }) => code);

describe('stripCameras', () => {
  it('keeps every picture in its place', () => {
    expect(codes([], 3)).toEqual(['a', 'b', 'c']);
    expect(codes(['b'], 3)).toEqual(['a', 'b', 'c']);
  });

  it('makes room for a camera that alarms, at the cost of a quiet one', () => {
    expect(codes(['e', 'c'], 3)).toEqual(['a', 'e', 'c']);
  });

  it('shows the first ones when more alarm than there is room for', () => {
    expect(codes(['a', 'b', 'c', 'd', 'e'], 3)).toEqual(['a', 'b', 'c']);
  });
});
