import { describe, expect, it } from 'vitest';
import { calendarDays, instantOf, shifted, typedOf } from './calendar-days.ts';

describe('a month of the calendar', () => {
  it('has whole weeks from Monday, and knows which days are its own', () => {
    const days = calendarDays('2026-11-21', 'month', 'Asia/Shanghai');
    expect(days).toHaveLength(42);
    expect(days[0]).toMatchObject({ date: '2026-10-26', inPeriod: false });
    expect(days.filter(({ inPeriod }) => inPeriod)).toHaveLength(30);
    expect(days[0]?.from).toBe(Date.parse('2026-10-26T00:00:00+08:00'));
  });

  it('has a day of twenty-three hours where summer time begins', () => {
    const day = calendarDays('2027-03-28', 'week', 'Europe/Berlin').find(({ date }) => date === '2027-03-28');
    expect((day?.to ?? 0) - (day?.from ?? 0)).toBe(23 * 3_600_000);
  });

  it('goes on by a month or a week', () => {
    expect(shifted('2026-01-31', 'month', 1)).toBe('2026-02-28');
    expect(shifted('2026-11-21', 'week', -1)).toBe('2026-11-14');
  });

  it('takes what is typed by the district’s clock', () => {
    expect(instantOf('2026-11-21T08:30', 'Asia/Shanghai')).toBe('2026-11-21T00:30:00Z');
    expect(typedOf('2026-11-21T00:30:00Z', 'Asia/Shanghai')).toBe('2026-11-21T08:30');
  });
});
