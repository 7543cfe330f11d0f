import { describe, expect, it } from 'vitest';
import { changedStates, type FeatureState } from './feature-states.ts';

const states = (values: Record<string, FeatureState>) => new Map(Object.entries(values));

describe('changedStates', () => {
  it('writes only what changed', () => {
    const before = states({ a: { load: 1 }, b: { load: 2 } });
    const after = states({ a: { load: 1 }, b: { load: 5 }, d: { load: 1 } });
    expect(changedStates(before, after)).toEqual([
      ['b', { load: 5 }],
      ['d', { load: 1 }],
    ]);
  });

  it('takes back what is gone, property by property', () => {
    const before = states({ a: { health: 'up', selected: true }, b: { load: 3 } });
    expect(changedStates(before, states({ a: { health: 'up' } }))).toEqual([
      ['a', { selected: null }],
      ['b', { load: null }],
    ]);
  });

  it('writes nothing where nothing changed', () => {
    expect(changedStates(states({ a: { load: 1 } }), states({ a: { load: 1 } }))).toEqual([]);
  });
});
