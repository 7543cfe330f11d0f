import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rotation } from '#contract/duty.ts';
import { type DutyOverride, type DutyPlan, dutyStretches, onDutyAt } from './on-duty-at.ts';

const person = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const [anna, bo, chen] = [person(1), person(2), person(3)];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string) => Date.parse(text);

const plan = (
  patterns: Rotation['patterns'],
  overrides: DutyOverride[] = [],
  timeZone = 'Asia/Shanghai',
) => ({
  rotation: Rotation.parse({ startsOn: '2026-11-02', patterns }),
  overrides,
  timeZone,
});
const daily = { weekdays: everyDay, handOverTimes: ['08:00'], userIds: [anna, bo, chen], shiftsPerTurn: 1 };

describe('who is on duty', () => {
  it('changes at the hand-over time of the district, in the order of the people', () => {
    const days = plan([daily]);
    expect(onDutyAt(days, at('2026-11-02T08:00:00+08:00')).userId).toBe(anna);
    expect(onDutyAt(days, at('2026-11-03T07:59:59+08:00')).userId).toBe(anna);
    expect(onDutyAt(days, at('2026-11-03T08:00:00+08:00')).userId).toBe(bo);
    expect(onDutyAt(days, at('2026-11-05T08:00:00+08:00')).userId).toBe(anna);
    expect(onDutyAt(days, at('2026-11-02T07:59:59+08:00')).userId).toBe(chen);
  });

  it('keeps a week where a turn has seven shifts', () => {
    const weekly = plan([{ ...daily, shiftsPerTurn: 7 }]);
    for (const [day, who] of [
      ['2026-11-02', anna],
      ['2026-11-08', anna],
      ['2026-11-09', bo],
      ['2026-11-23', anna],
    ] as const)
      expect(onDutyAt(weekly, at(`${day}T12:00:00+08:00`)).userId).toBe(who);
  });

  it('takes turns at weekends by themselves', () => {
    const apart = plan([
      { ...daily, weekdays: [1, 2, 3, 4, 5], userIds: [anna, bo] },
      { ...daily, weekdays: [6, 7], handOverTimes: ['08:00', '20:00'], userIds: [chen, anna] },
    ]);
    expect(onDutyAt(apart, at('2026-11-06T12:00:00+08:00')).userId).toBe(anna);
    expect(onDutyAt(apart, at('2026-11-07T12:00:00+08:00')).userId).toBe(chen);
    expect(onDutyAt(apart, at('2026-11-07T21:00:00+08:00')).userId).toBe(anna);
    expect(onDutyAt(apart, at('2026-11-09T12:00:00+08:00')).userId).toBe(bo);
  });

  it('follows the newest override, and the rotation again after it', () => {
    const override = (userId: string, from: string, to: string, madeAt: number) => ({
      id: person(madeAt),
      userId,
      from: at(from),
      to: at(to),
      madeAt,
    });
    const changed = plan(
      [daily],
      [
        override(bo, '2026-11-02T10:00:00+08:00', '2026-11-02T16:00:00+08:00', 1),
        override(chen, '2026-11-02T12:00:00+08:00', '2026-11-02T13:00:00+08:00', 2),
      ],
    );
    const day = dutyStretches(changed, at('2026-11-02T08:00:00+08:00'), at('2026-11-03T08:00:00+08:00'));
    expect(day.map(({ userId }) => userId)).toEqual([anna, bo, chen, bo, anna]);
    expect(day.map(({ overrideId }) => overrideId !== null)).toEqual([false, true, true, true, false]);
  });

  it('hands over after the leap where summer time skips the hour', () => {
    const berlin = plan([{ ...daily, handOverTimes: ['02:30', '03:00'] }], [], 'Europe/Berlin');
    const night = dutyStretches(berlin, at('2027-03-28T00:00:00Z'), at('2027-03-28T03:00:00Z'));
    expect(night.map(({ from }) => from)).toContain(at('2027-03-28T03:00:00+02:00'));
    for (const stretch of night) expect(stretch.to).toBeGreaterThan(stretch.from);
  });
});

describe('every rotation with any overrides, in any time zone', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
  const pattern = (weekdays: number[]) =>
    fc.record({
      weekdays: fc.constant(weekdays),
      handOverTimes: fc.uniqueArray(time, { minLength: 1, maxLength: 4 }).map((times) => times.sort()),
      userIds: fc.array(fc.constantFrom(anna, bo, chen), { minLength: 1, maxLength: 5 }),
      shiftsPerTurn: fc.integer({ min: 1, max: 14 }),
    });
  const instant = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') });
  const patterns: fc.Arbitrary<Rotation['patterns']> = fc
    .integer({ min: 0, max: 6 })
    .chain(
      (n): fc.Arbitrary<Rotation['patterns']> =>
        n === 0
          ? fc.tuple(pattern(everyDay))
          : fc.tuple(pattern(everyDay.slice(0, n)), pattern(everyDay.slice(n))),
    );
  const anyPlan: fc.Arbitrary<DutyPlan> = fc.record({
    rotation: fc.record({ startsOn: fc.constantFrom('2026-11-02', '2026-03-28', '2024-02-29'), patterns }),
    overrides: fc.array(
      fc
        .record({
          id: fc.uuid(),
          userId: fc.constantFrom(anna, bo, chen),
          from: instant,
          to: instant,
          madeAt: fc.nat(20),
        })
        .filter(({ from, to }) => from < to),
      { maxLength: 4 },
    ),
    timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  });
  const daysMs = 86_400_000;

  it('has exactly one on duty at every instant, without a gap and without an overlap', () => {
    fc.assert(
      fc.property(anyPlan, instant, fc.integer({ min: 1, max: 20 }), (each, from, days) => {
        const stretches = dutyStretches(each, from, from + days * daysMs);
        expect(stretches[0]?.from).toBeLessThanOrEqual(from);
        expect(stretches.at(-1)?.to).toBeGreaterThanOrEqual(from + days * daysMs);
        for (const [i, stretch] of stretches.entries()) {
          expect(stretch.to).toBeGreaterThan(stretch.from);
          if (i > 0) expect(stretch.from).toBe(stretches[i - 1]?.to);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets an override win wherever it lies, and nothing else than the newest of them', () => {
    fc.assert(
      fc.property(anyPlan, instant, (each, when) => {
        const found = onDutyAt(each, when);
        const covering = each.overrides.filter(({ from, to }) => from <= when && when < to);
        if (covering.length === 0) expect(found.overrideId).toBeNull();
        else {
          const newest = Math.max(...covering.map(({ madeAt }) => madeAt));
          const winners = covering.filter(({ madeAt }) => madeAt === newest).map(({ id }) => id);
          expect(winners).toContain(found.overrideId);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says the same of an instant whether asked alone or within a longer time', () => {
    fc.assert(
      fc.property(anyPlan, instant, (each, when) => {
        const within = dutyStretches(each, when - 9 * daysMs, when + 9 * daysMs);
        expect(within.find(({ from, to }) => from <= when && when < to)?.userId).toBe(
          onDutyAt(each, when).userId,
        );
      }),
      { numRuns: 200 },
    );
  });
});
