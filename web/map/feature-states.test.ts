import { describe, expect, it } from 'vitest';
import { changedStates } from './feature-states.ts';

describe('changedStates', () => {
  it('writes only what changed and removes what is gone', () => {
    const before = new Map([
      ['a', { load: 1 }],
      ['b', { load: 2 }],
      ['c', { load: 3 }],
    ]);
    const after = new Map([
      ['a', { load: 1 }],
      ['b', { load: 5 }],
      ['d', { load: 1 }],
    ]);
    expect(changedStates(before, after)).toEqual({
      written: [
        ['b', { load: 5 }],
        ['d', { load: 1 }],
      ],
      removed: ['c'],
    });
  });

  it('sees a property that appeared or went away', () => {
    const before = new Map<string, Record<string, number>>([['a', { load: 1 }]]);
    expect(changedStates(before, new Map([['a', { load: 1, hot: 1 }]])).written).toHaveLength(1);
    expect(changedStates(before, new Map([['a', {}]])).written).toHaveLength(1);
  });
});
