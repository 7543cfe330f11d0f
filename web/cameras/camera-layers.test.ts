import { describe, expect, it } from 'vitest';
import type { CameraCollection, CameraHealth } from '#contract/camera.ts';
import { CameraState } from '#contract/camera.ts';
import { cameraFeatures, cameraStates } from './camera-features.ts';
import { cameraLayers } from './camera-layers.ts';

const health = (cameraCode: string, state: CameraState): [string, CameraHealth] => [
  cameraCode,
  { cameraCode, state, reason: null, since: '', framesPerSecond: null, lagMs: null },
];

describe('camera layers', () => {
  it('have a colour for every state of health', () => {
    const text = JSON.stringify(cameraLayers());
    for (const state of CameraState.options) expect(text).toContain(`"${state}"`);
  });

  it('keep the thousands out of the overview and the watched ones in it', () => {
    const [quiet, watched] = cameraLayers();
    expect(quiet).toMatchObject({ minzoom: 11.5 });
    expect(watched).not.toHaveProperty('minzoom');
  });
});

describe('cameraFeatures', () => {
  it('marks as watched only what has both a stream and a scene', () => {
    const camera = (hasStream: boolean, scene: string | null) => ({
      geometry: {},
      properties: { code: 'c', hasStream, scene },
    });
    const cameras = { features: [camera(true, 'fire-lane'), camera(true, null), camera(false, 'fire-lane')] };
    const watched = cameraFeatures(cameras as unknown as CameraCollection).features.map(
      (f) => f.properties?.watched,
    );
    expect(watched).toEqual([true, false, false]);
  });
});

describe('cameraStates', () => {
  it('keeps the health of the chosen camera', () => {
    expect(cameraStates(new Map([health('a', 'down')]), 'a')).toEqual(
      new Map([['#a', { health: 'down', selected: true }]]),
    );
  });

  it('marks a chosen camera of which nothing was heard', () => {
    expect(cameraStates(new Map(), 'b')).toEqual(new Map([['#b', { selected: true }]]));
  });
});
