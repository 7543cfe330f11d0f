import { describe, expect, it } from 'vitest';
import { clockTime, dateAndTime, longDate } from './format-time.ts';

const at = Date.parse('2026-11-20T16:03:07Z');

describe('times', () => {
  it('are the district’s, whatever the machine is set to', () => {
    expect(clockTime(at, 'zh')).toBe('00:03:07');
    expect(clockTime('2026-11-20T16:03:07Z', 'en')).toBe('00:03:07');
  });

  it('name the day in both languages', () => {
    expect(longDate(at, 'zh')).toBe('2026年11月21日星期六');
    expect(longDate(at, 'en')).toBe('Saturday 21 November 2026');
    expect(dateAndTime(at, 'en')).toBe('21 Nov 00:03:07');
  });
});
