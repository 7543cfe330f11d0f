import { describe, expect, it } from 'vitest';
import type { Place } from '#contract/account.ts';
import { placePath } from './place-path.ts';

const place = (code: string, parentCode: string | null): Place => ({
  code,
  parentCode,
  name: code,
  nameEn: code,
  level: 'grid',
});
const places = [place('c', null), place('t', 'c'), place('g', 't'), place('odd', 'odd')];

describe('placePath', () => {
  it('goes from the county down to the place', () => {
    expect(placePath(places, 'g').map(({ code }) => code)).toEqual(['c', 't', 'g']);
  });

  it('is empty for the whole district and for a code that is none', () => {
    expect(placePath(places, null)).toEqual([]);
    expect(placePath(places, 'x')).toEqual([]);
  });

  it('ends where data goes round in a circle', () => {
    expect(placePath(places, 'odd').map(({ code }) => code)).toEqual(['odd']);
  });
});
