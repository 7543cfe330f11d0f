import { describe, expect, it } from 'vitest';
import type { GridCollection } from '#contract/grid.ts';
import { gridLayers } from './grid-layers.ts';
import { gridStates } from './grid-states.ts';

const grid = (code: string, openCases: number) => ({
  type: 'Feature',
  id: code,
  geometry: { type: 'Polygon', coordinates: [] },
  properties: { code, openCases },
});
const grids = { features: [grid('a', 0), grid('b', 3)] } as unknown as GridCollection;

describe('grid layers', () => {
  it('name grids in the chosen language, only when one is close', () => {
    const labels = gridLayers('en').find((layer) => layer.type === 'symbol');
    expect(JSON.stringify(labels)).toContain('nameEn');
    expect(labels).toMatchObject({ minzoom: 13.5 });
    expect(JSON.stringify(gridLayers('zh'))).not.toContain('nameEn');
  });

  it('colour by the load in the feature state, with rising steps', () => {
    const fill = gridLayers('zh').find((layer) => layer.type === 'fill');
    expect(JSON.stringify(fill)).toContain('["step",["coalesce",["feature-state","load"],0]');
  });
});

describe('gridStates', () => {
  it('adds what happened since the grids were loaded', () => {
    expect(
      gridStates(
        grids,
        new Map([
          ['a', 2],
          ['b', -1],
        ]),
        null,
      ),
    ).toEqual(
      new Map([
        ['#a', { load: 2 }],
        ['#b', { load: 2 }],
      ]),
    );
  });

  it('marks the chosen grid even when it has no load, and never counts below nothing', () => {
    expect(gridStates(grids, new Map([['b', -9]]), 'a')).toEqual(
      new Map([['#a', { load: 0, selected: true }]]),
    );
  });
});
