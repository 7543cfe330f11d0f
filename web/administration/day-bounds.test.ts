import { describe, expect, it } from 'vitest';
import { dayBounds } from './day-bounds.ts';

describe('dayBounds', () => {
  it('takes in the last day as a whole', () => {
    const { from = '', to = '' } = dayBounds({ from: '2026-11-30', to: '2026-11-30' });
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
    expect(new Date(from).getHours()).toBe(0);
  });

  it('leaves out what was not chosen', () => {
    expect(dayBounds({ from: '', to: '' })).toEqual({});
    expect(Object.keys(dayBounds({ from: '', to: '2026-02-28' }))).toEqual(['to']);
  });
});
