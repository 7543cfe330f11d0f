import { describe, expect, it } from 'vitest';
import type { Camera } from '#contract/camera.ts';
import { viewLayers } from './view-layers.ts';

const camera = (code: string) =>
  ({
    code,
    kind: 'street',
    heightMetres: 6,
    tiltDegrees: -18,
    horizontalFovDegrees: 70,
    bearingDegrees: 0,
    location: [113, 30],
  }) as Camera;
const counts = (input: Parameters<typeof viewLayers>[0]) =>
  Object.fromEntries(
    viewLayers(input).map(({ id, props }) => [id, (props.data as { length: number }).length]),
  );

describe('viewLayers', () => {
  it('draws each camera once: alerting before chosen before watched', () => {
    const [a, b, c] = [camera('a'), camera('b'), camera('c')];
    expect(counts({ watched: [a, b, c], focused: [a, b], alerting: a })).toEqual({
      'views-watched': 1,
      'views-focused': 1,
      'views-focused-line': 1,
      'view-alerting': 1,
      'view-alerting-line': 1,
    });
  });

  it('hands deck.gl packed rings, not an object per camera', () => {
    const [watched] = viewLayers({ watched: [camera('a'), camera('b')], focused: [], alerting: null });
    const { startIndices, attributes } = watched!.props.data as {
      startIndices: Uint32Array;
      attributes: { getPolygon: { value: Float64Array } };
    };
    expect(startIndices).toHaveLength(3);
    expect(attributes.getPolygon.value).toHaveLength((startIndices[2] ?? 0) * 2);
  });
});
