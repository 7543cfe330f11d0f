import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LimitUnit, WorkingCalendar } from '#contract/working-calendar.ts';
import { officeDayMs } from './office-time.ts';
import { countedMs, dueAfterPause, dueAt } from './time-limit.ts';

const calendar = WorkingCalendar.parse({
  timeZone: 'Asia/Shanghai',
  officeHours: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '18:00' },
  ],
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-10-01', '2026-10-02'],
  adjustedWorkdays: ['2026-10-10'],
});
const at = (local: string) => Date.parse(`${local}+08:00`);
const local = (epochMs: number) => new Date(epochMs + 8 * 3_600_000).toISOString().slice(0, 16);
const due = (start: string, value: number, unit: LimitUnit) =>
  local(dueAt(at(start), { value, unit }, calendar));

describe('a time limit', () => {
  it('in urgent hours runs through the night', () => {
    expect(due('2026-11-20T23:00', 2, 'urgent-hours')).toBe('2026-11-21T01:00');
  });

  it('in working hours stands still at noon, at night and over the weekend', () => {
    expect(due('2026-11-20T11:00', 2, 'working-hours')).toBe('2026-11-20T15:30');
    expect(due('2026-11-20T17:00', 2, 'working-hours')).toBe('2026-11-23T09:30');
  });

  it('that begins outside office hours begins with the next ones', () => {
    expect(due('2026-11-21T10:00', 1, 'working-hours')).toBe('2026-11-23T09:30');
    expect(due('2026-11-20T13:00', 1, 'working-hours')).toBe('2026-11-20T15:30');
  });

  it('in working days keeps the time of day and passes over holidays, but not over adjusted workdays', () => {
    expect(due('2026-11-20T10:00', 1, 'working-days')).toBe('2026-11-23T10:00');
    expect(due('2026-09-30T10:00', 1, 'working-days')).toBe('2026-10-05T10:00');
    expect(due('2026-10-09T10:00', 1, 'working-days')).toBe('2026-10-10T10:00');
  });

  it('that ends with the office day is due then, not the next morning', () => {
    expect(due('2026-11-20T08:30', 7, 'working-hours')).toBe('2026-11-20T18:00');
  });

  it('in calendar days counts every day', () => {
    expect(due('2026-11-20T10:00', 3, 'calendar-days')).toBe('2026-11-23T10:00');
    expect(due('2026-11-20T10:00', 1.5, 'calendar-days')).toBe('2026-11-21T22:00');
  });

  it('keeps the time of day over a change of the clocks', () => {
    const berlin = { ...calendar, timeZone: 'Europe/Berlin' };
    const start = Date.parse('2026-10-24T10:00+02:00');
    expect(dueAt(start, { value: 1, unit: 'calendar-days' }, berlin)).toBe(
      Date.parse('2026-10-25T10:00+01:00'),
    );
  });

  it('is refused by a calendar that never works', () => {
    const everyDay = Array.from({ length: 400 }, (_, i) =>
      new Date(Date.UTC(2026, 10, 1 + i)).toISOString().slice(0, 10),
    );
    expect(() =>
      dueAt(at('2026-11-20T10:00'), { value: 1, unit: 'working-hours' }, { ...calendar, holidays: everyDay }),
    ).toThrow(/no working day within a year/);
  });
});

const instant = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') });
const unit = fc.constantFrom(...LimitUnit.options);
const limits = fc.record({ value: fc.double({ min: 0.01, max: 60, noNaN: true }), unit });
const unitMs = {
  minutes: 60_000,
  'urgent-hours': 3_600_000,
  'working-hours': 3_600_000,
  'working-days': officeDayMs(calendar),
  'calendar-days': 24 * 3_600_000,
};

describe('every time limit', () => {
  it('counts, from its beginning to its end, exactly its own length', () => {
    fc.assert(
      fc.property(instant, limits, (start, limit) => {
        const counted = countedMs(start, dueAt(start, limit, calendar), limit.unit, calendar);
        expect(Math.abs(counted - limit.value * unitMs[limit.unit])).toBeLessThan(1);
      }),
    );
  });

  it('is never due earlier for beginning later', () => {
    fc.assert(
      fc.property(instant, fc.nat({ max: 10 * 86_400_000 }), limits, (start, later, limit) => {
        expect(dueAt(start + later, limit, calendar)).toBeGreaterThanOrEqual(dueAt(start, limit, calendar));
      }),
    );
  });

  it('has as much left after a pause as before it', () => {
    fc.assert(
      fc.property(
        instant,
        limits,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 30 * 86_400_000 }),
        (start, limit, share, pause) => {
          const end = dueAt(start, limit, calendar);
          const suspended = start + Math.floor((end - start) * share);
          const resumed = suspended + pause;
          const newEnd = dueAfterPause(end, suspended, resumed, limit.unit, calendar);
          expect(newEnd).toBeGreaterThanOrEqual(end);
          const left = countedMs(suspended, end, limit.unit, calendar);
          if (left > 0)
            expect(Math.abs(countedMs(resumed, newEnd, limit.unit, calendar) - left)).toBeLessThan(1);
        },
      ),
    );
  });
});

describe('a working calendar', () => {
  const refused = (change: object) => WorkingCalendar.safeParse({ ...calendar, ...change }).error?.message;

  it('says what is wrong with it', () => {
    expect(refused({ timeZone: 'China' })).toMatch(/is no IANA time zone/);
    expect(refused({ officeHours: [{ from: '12:00', to: '08:00' }] })).toMatch(/must end after it begins/);
    expect(
      refused({
        officeHours: [
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '18:00' },
        ],
      }),
    ).toMatch(/must not overlap/);
    expect(refused({ adjustedWorkdays: ['2026-10-01'] })).toMatch(/either a holiday or worked/);
    expect(refused({ holidays: ['2026-02-30'] })).toMatch(/holidays/);
  });
});
