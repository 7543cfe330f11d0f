import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LngLat } from '#contract/geo.ts';
import type { LogEvent } from '#contract/wall-events.ts';
import { seenEvent } from '../access/seen-event.ts';
import { crossBearings } from '../georeference/cross-bearings.ts';
import { localPlane } from '../georeference/local-plane.ts';
import { readEvents } from '../platform/event-log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { createCaseService } from './case.service.ts';
import { anOperator, plantMiniDistrict, sceneChange, towers } from './mini-district.ts';
import { recordSceneChange } from './record-scene-change.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
});
afterEach(() => database.drop());

const stands: LngLat[] = [
  [113.004, 30.004],
  [113.016, 30.004],
];
const noon = Date.parse('2030-01-01T12:00:00Z');

/** What a tower says of a fire whose distance it misjudges by a factor: right direction, long ellipse. */
const sightOf = (tower: 0 | 1, fire: LngLat, factor: number, by: 'ground' | 'horizon' = 'ground') => {
  const plane = localPlane(stands[tower] as LngLat);
  const [east, north] = plane.toMetres(fire);
  const reach = Math.hypot(east, north) * factor;
  const bearingDegrees = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  const recorded = sceneChange({
    scene: 'straw-burning',
    label: 'smoke',
    cameraCode: towers[tower],
    incidentKey: `straw-burning:${fire}:${tower}`,
    at: noon + tower * 1000,
    startedAt: noon - 8000,
  });
  return {
    ...recorded,
    located: {
      location: plane.toLngLat(east * factor, north * factor),
      uncertainty: {
        majorMetres: reach * 0.4,
        minorMetres: reach * Math.tan((0.7 * Math.PI) / 180),
        bearingDegrees,
      },
      by,
    },
  };
};
const cases = async () =>
  (await createCaseService(database.pool).list({ limit: 50, state: 'open' }, anOperator)).items;
const metresApart = (a: LngLat, b: LngLat): number => Math.hypot(...localPlane(a).toMetres(b));

it('moves the pin to where two towers’ bearings cross, shrinks its ellipse and tells the wall', async () => {
  const fire: LngLat = [113.0095, 30.0125];
  await recordSceneChange(database.pool, sightOf(0, fire, 1.35), crossBearings);
  const [alone] = await cases();
  expect(metresApart(alone?.location as LngLat, fire)).toBeGreaterThan(250);
  await recordSceneChange(database.pool, sightOf(1, fire, 0.8), crossBearings);
  const all = await cases();
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({ cameras: 2, gridCode: '990101001001001' });
  expect(metresApart(all[0]?.location as LngLat, fire)).toBeLessThan(25);
  expect(all[0]?.uncertainty?.majorMetres).toBeLessThan(60);
  const events = await readEvents(database.pool, 0, 100);
  expect(events.map(({ event }) => event.name)).toEqual(['caseOpened', 'caseMoved', 'caseChanged']);
  expect(heardIn('990101001001002', events)).toEqual(['caseOpened', 'caseMoved']);
  expect(heardIn('990101001001001', events)).toEqual(['caseChanged']);
  expect(heardIn('990101001001', events), 'the community of both').toEqual(['caseOpened', 'caseChanged']);
});

/** What is told to whoever works for an area. */
const heardIn = (areaCode: string, events: { event: LogEvent }[]): string[] =>
  events.flatMap(
    ({ event }) =>
      seenEvent({ kind: 'area', areaCode, userId: 'nobody' }, event, {
        ofGrid: () => [],
        ofCamera: () => [],
      })?.name ?? [],
  );

it('joins towers whose pins lie kilometres apart when their bearings cross', async () => {
  const fire: LngLat = [113.01, 30.05];
  await recordSceneChange(database.pool, sightOf(0, fire, 0.55, 'horizon'), crossBearings);
  await recordSceneChange(database.pool, sightOf(1, fire, 1.5, 'horizon'), crossBearings);
  const all = await cases();
  expect(all).toHaveLength(1);
  expect(metresApart(all[0]?.location as LngLat, fire)).toBeLessThan(250);
});

it('keeps apart two fires whose bearings don’t meet', async () => {
  await recordSceneChange(database.pool, sightOf(0, [112.99, 30.03], 1), crossBearings);
  await recordSceneChange(database.pool, sightOf(1, [113.035, 30.03], 1), crossBearings);
  expect(await cases()).toHaveLength(2);
});

it('leaves one tower’s pin where that tower put it', async () => {
  const fire: LngLat = [113.0095, 30.0125];
  const sight = sightOf(0, fire, 1.35);
  await recordSceneChange(database.pool, sight, crossBearings);
  const [alone] = await cases();
  expect(metresApart(alone?.location as LngLat, sight.located.location)).toBeLessThan(1);
});
