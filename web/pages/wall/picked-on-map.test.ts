import { describe, expect, it } from 'vitest';
import { pickedOnMap } from './picked-on-map.ts';

const feature = (id: string, properties: object) =>
  ({ layer: { id }, properties }) as unknown as NonNullable<Parameters<typeof pickedOnMap>[0]>[number];

describe('pickedOnMap', () => {
  it('takes the smallest thing under the pointer', () => {
    const grid = feature('grid-fill', { code: 'g' });
    const camera = feature('camera-watched', { code: 'c' });
    const pin = feature('case-pin', { id: 'x' });
    expect(pickedOnMap([grid, camera, pin])).toEqual({ kind: 'case', id: 'x' });
    expect(pickedOnMap([grid, camera])).toEqual({ kind: 'camera', code: 'c' });
    expect(pickedOnMap([grid])).toEqual({ kind: 'grid', code: 'g' });
  });

  it('finds nothing outside the district', () => {
    expect(pickedOnMap([])).toEqual({ kind: 'nothing' });
    expect(pickedOnMap(undefined)).toEqual({ kind: 'nothing' });
  });
});
