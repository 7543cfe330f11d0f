import { expect, it } from 'vitest';
import { type EvaluatedClip, evaluateClip } from './evaluated-clip.ts';
import type { EvaluationClip, TruthEvent } from './evaluation-clip.ts';
import type { ReportedEvent } from './event-fit.ts';
import { eventLists } from './event-lists.ts';
import { scoreTables } from './score-tables.ts';
import { scoresOf } from './scores.ts';

const stand = (firstSeconds: number, endSeconds: number): TruthEvent => ({
  kind: 'stand',
  firstSeconds,
  endSeconds,
  boxes: [],
  track: [],
});
const told = (openedSeconds: number, clearedSeconds?: number): ReportedEvent => ({
  openedSeconds,
  startedSeconds: openedSeconds - 10,
  ...(clearedSeconds === undefined ? {} : { clearedSeconds }),
  label: 'car',
  score: 0.8,
  box: [10, 20, 30, 40],
  reasons: ['fire-lane.stands-in-zone'],
});
const evaluated = (clip: Partial<EvaluationClip>, seconds: number, reports: ReportedEvent[]): EvaluatedClip =>
  evaluateClip(
    {
      set: 'yard',
      name: 'a.mp4',
      input: '/a.mp4',
      isStill: false,
      scene: 'fire-lane',
      events: [],
      ignore: [],
      dwellSeconds: 10,
      folderFps: 1,
      timeLapse: 1,
      conditions: [],
      ...clip,
    },
    { frames: 1, seconds, model: { name: 'vehicles', version: '1', sha256: 'ab' }, told: reports },
  );

it('counts recall, precision and false events per camera-hour, by set and for all', () => {
  const { bySet } = scoresOf([
    evaluated({ events: [stand(5, 60), stand(70, 120)] }, 1800, [told(15.5, 62), told(300)]),
    evaluated({ set: 'road' }, 1800, []),
  ]);
  expect(bySet.map(({ name }) => name)).toEqual(['road', 'yard', 'all']);
  expect(bySet.at(-1)).toMatchObject({
    clips: 2,
    cameraHours: 1,
    events: 2,
    exact: 1,
    falseEvents: 1,
    recall: { value: 0.5 },
    precision: { value: 0.5 },
    falsePerCameraHour: { value: 1 },
    openDelaySeconds: { median: 0.5 },
    clearDelaySeconds: { median: 2 },
    clearedInTime: { value: 1 },
  });
  expect(bySet[0]).toMatchObject({ recall: undefined, falsePerCameraHour: { value: 0 } });
});

it('does not ask for a stand that was over before its dwell, and takes its report as false', () => {
  const [score] = scoresOf([evaluated({ events: [stand(5, 12)] }, 60, [told(11)])]).bySet;
  expect(score).toMatchObject({ events: 0, falseEvents: 1 });
});

it('spreads footage over the hours of its place’s clock, time-lapse as long as it was there', () => {
  const lapse = evaluated(
    { startsAt: '2026-03-01T22:30:00+08:00', timeLapse: 60, events: [stand(100, 160)] },
    120,
    [told(10)],
  );
  expect(scoresOf([lapse]).byHour).toMatchObject([
    { hour: 0, cameraHours: 0.5, events: 1, falseEvents: 0 },
    { hour: 22, cameraHours: 0.5, events: 0, falseEvents: 1 },
    { hour: 23, cameraHours: 1, events: 0, falseEvents: 0 },
  ]);
});

it('takes each single picture as one question', () => {
  const still = (events: TruthEvent[], reports: ReportedEvent[]) =>
    evaluated({ isStill: true, scene: 'straw-burning', events }, 0, reports);
  const fire = { ...stand(0, 1), kind: 'smoke' };
  const { stills, bySet } = scoresOf([
    still([fire], [told(0), told(0)]),
    still([fire], []),
    still([], [told(0), told(0)]),
    still([], []),
  ]);
  expect(bySet).toEqual([]);
  expect(stills).toMatchObject([{ positives: 2, positivesFound: 1, quiet: 2, quietAlarmed: 1 }]);
});

it('prints every group as a table, and every miss and false event with its time', () => {
  const clips = [
    evaluated({ camera: 'yard-1', conditions: ['rain'], events: [stand(5, 60), stand(70, 120)] }, 600, [
      told(18.5),
      told(300),
    ]),
  ];
  const tables = scoreTables(scoresOf(clips));
  expect(tables).toMatch(/^By set\n\n\| scene +\| set /);
  expect(tables).toContain('| fire-lane | yard-1 | 1 ');
  expect(tables).toContain('| fire-lane | rain ');
  const lists = eventLists(clips);
  expect(lists).toMatch(/Missed: \n {2}fire-lane {2}yard\/a\.mp4 {2}70\.0–120\.0 s {2}stand/);
  expect(lists).toContain('5.0–60.0 s  stand  +3.5 s');
  expect(lists).toContain('300.0 s  car 0.80  [10, 20, 30, 40]  fire-lane.stands-in-zone');
});
