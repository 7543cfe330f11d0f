import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { factsToShow } from './facts-to-show.ts';

const t = ((key: string, values?: object) =>
  [key, ...Object.values(values ?? {})].join(' ')) as unknown as TFunction;

describe('factsToShow', () => {
  it('shows the floor with how sure it is', () => {
    expect(factsToShow({ floor: 11, floorError: 1.24 }, t)).toEqual([
      ['case.fact.floor', 'case.fact.floors 11 case.fact.floorsError 1.2'],
    ]);
  });

  it('leaves out what a person cannot use', () => {
    expect(factsToShow({ trackId: 7, floor: Number.NaN, durationSeconds: 0 }, t)).toEqual([]);
  });
});
