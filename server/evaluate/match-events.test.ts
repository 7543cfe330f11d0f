import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TruthEvent } from './evaluation-clip.ts';
import { fitOf, type ReportedEvent } from './event-fit.ts';
import { matchEvents } from './match-events.ts';

const throwing = { scene: 'high-rise-throwing', timeLapse: 1 } as const;
const lane = { scene: 'fire-lane', dwellSeconds: 10, timeLapse: 1 } as const;
const fire = { scene: 'straw-burning', framesPerSecond: 5, timeLapse: 300 } as const;

const happened = (firstSeconds: number, parts: Partial<TruthEvent> = {}): TruthEvent => ({
  kind: 'drop',
  firstSeconds,
  boxes: [],
  track: [],
  ...parts,
});
const told = (openedSeconds: number, parts: Partial<ReportedEvent> = {}): ReportedEvent => ({
  openedSeconds,
  startedSeconds: openedSeconds,
  label: 'x',
  score: 0.5,
  box: [0, 0, 10, 10],
  reasons: [],
  ...parts,
});
type Clip = Parameters<typeof fitOf>[0];
const match = (clip: Clip, truths: TruthEvent[], reports: ReportedEvent[]) =>
  matchEvents(truths, reports, (truth, report) => fitOf(clip, truth, report));

it('pairs each event once, whatever the order in which they are given', () => {
  const times = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { maxLength: 7 });
  fc.assert(
    fc.property(times, times, fc.infiniteStream(fc.nat()), (truthTimes, toldTimes, shuffle) => {
      const truths = truthTimes.map((time) => happened(time));
      const reports = toldTimes.map((time) => told(time));
      const mixed = <T>(items: T[]): T[] =>
        items
          .map((item) => ({ item, at: shuffle.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ item }) => item);
      const result = match(throwing, truths, reports);
      expect(match(throwing, mixed(truths), mixed(reports))).toEqual(result);
      expect(result.matched.length + result.missed.length).toBe(truths.length);
      expect(result.matched.length + result.false.length).toBe(reports.length);
      expect(new Set(result.matched.map((pair) => pair.truth)).size).toBe(result.matched.length);
      expect(new Set(result.matched.map((pair) => pair.told)).size).toBe(result.matched.length);
      for (const { fit } of result.matched) expect(Math.abs(fit.startErrorSeconds!)).toBeLessThanOrEqual(1.5);
    }),
  );
});

it('finds as many exact pairs as there are, and then as many pairs as there can be', () => {
  const times = fc.array(fc.integer({ min: 0, max: 16 }), { maxLength: 5 });
  fc.assert(
    fc.property(times, times, (truthQuarters, toldQuarters) => {
      const truths = truthQuarters.map((quarter, i) => happened(quarter / 4, { kind: String(i) }));
      const reports = toldQuarters.map((quarter, i) => told(quarter / 4, { label: String(i) }));
      const { matched } = match(throwing, truths, reports);
      const exact = most(truths, reports, (a, b) => Math.abs(a.firstSeconds - b.openedSeconds) <= 0.5);
      expect(matched.filter(({ fit }) => fit.isExact).length).toBe(exact);
      expect(matched.length).toBeGreaterThanOrEqual(exact);
    }),
  );
});

/** The largest pairing, by trying all. */
function most(
  truths: TruthEvent[],
  reports: ReportedEvent[],
  fits: (truth: TruthEvent, report: ReportedEvent) => boolean,
): number {
  const [first, ...rest] = truths;
  if (!first) return 0;
  const without = most(rest, reports, fits);
  return reports.reduce(
    (best, report, i) =>
      fits(first, report) ? Math.max(best, 1 + most(rest, reports.toSpliced(i, 1), fits)) : best,
    without,
  );
}

it('keeps an exact pair when another event could make do with its report', () => {
  const { matched, missed } = match(throwing, [happened(1), happened(2)], [told(2)]);
  expect(matched).toMatchObject([{ truth: { firstSeconds: 2 }, fit: { isExact: true } }]);
  expect(missed).toMatchObject([{ firstSeconds: 1 }]);
});

it('takes a fall only with a start within 1.5 s and a track within 10 px, and calls it exact within 0.5 s', () => {
  const path = (dx: number): [number, number, number][] => [
    [5, 100 + dx, 0],
    [6, 100 + dx, 400],
  ];
  const truth = happened(5, { track: path(0) });
  expect(match(throwing, [truth], [told(5.4, { track: path(9) })]).matched).toMatchObject([
    { fit: { isExact: true, trackErrorPixels: 9 } },
  ]);
  expect(match(throwing, [truth], [told(5.4, { track: path(11) })]).matched).toEqual([]);
  expect(match(throwing, [truth], [told(6.2, { track: path(1) })]).matched).toMatchObject([
    { fit: { isExact: false } },
  ]);
  expect(match(throwing, [truth], [told(6.6, { track: path(1) })]).matched).toEqual([]);
});

it('takes a stand while it lasts, exact within 2 s of its dwell, and a second report of it as false', () => {
  const truth = happened(20, { endSeconds: 60, boxes: [{ seconds: 20, box: [0, 0, 50, 50] }] });
  const result = match(lane, [truth], [told(31, { clearedSeconds: 63 }), told(45)]);
  expect(result.matched).toMatchObject([
    { fit: { isExact: true, openDelaySeconds: 1, clearDelaySeconds: 3 } },
  ]);
  expect(result.false).toMatchObject([{ again: true, told: { openedSeconds: 45 } }]);
  expect(match(lane, [truth], [told(35)]).matched).toMatchObject([{ fit: { isExact: false } }]);
  expect(match(lane, [truth], [told(30, { box: [200, 0, 10, 10] })]).false).toMatchObject([{ again: false }]);
  expect(match(lane, [truth], [told(10)]).matched).toEqual([]);
});

it('takes a fire where its boxes are touched at about that time, and counts pictures from 40 px on', () => {
  const truth = happened(8, {
    endSeconds: 16,
    boxes: [
      { seconds: 8, box: [100, 100, 10, 10] },
      { seconds: 10, box: [100, 80, 60, 30] },
      { seconds: 14, box: [300, 80, 60, 30] },
    ],
  });
  expect(match(fire, [truth], [told(11, { box: [150, 90, 20, 20] })]).matched).toMatchObject([
    { fit: { openDelaySeconds: 3, picturesAfter40Pixels: 5 } },
  ]);
  expect(match(fire, [truth], [told(9, { box: [300, 80, 20, 20] })]).matched).toEqual([]);
  expect(match(fire, [truth], [told(17, { box: [300, 80, 20, 20] })]).matched).toEqual([]);
});
