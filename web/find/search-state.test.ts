import { describe, expect, it } from 'vitest';
import { dayOf, dayStart, parametersOf, searchOf, withPart } from './search-state.ts';

describe('a search in the page’s address', () => {
  it('comes back as it was written', () => {
    const search = { q: '暴露垃圾 滨河路', state: 'open', areaCode: '990101001' };
    expect(searchOf(parametersOf(search))).toEqual(search);
  });

  it('is empty where the address is nonsense', () => {
    expect(searchOf(new URLSearchParams('scene=dancing'))).toEqual({});
  });

  it('loses a part that is emptied, and keeps the others', () => {
    expect(withPart({ q: 'a', state: 'open' }, 'state', '')).toEqual({ q: 'a' });
    expect(withPart({ q: 'a' }, 'source', 'hotline')).toEqual({ q: 'a', source: 'hotline' });
  });

  it('takes days whole', () => {
    expect(dayOf(dayStart('2026-11-20'))).toBe('2026-11-20');
    expect(dayOf(dayStart('2026-11-30', 1), true)).toBe('2026-11-30');
    expect(dayOf(undefined)).toBe('');
  });
});
