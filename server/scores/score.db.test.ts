import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeOf } from '../access/scope.ts';
import { anOperator, plantMiniDistrict } from '../cases/mini-district.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { changeRule, countForScores, listRules } from './score.repository.ts';

let database: TestDatabase;
const everything = scopeOf(anOperator);

beforeAll(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  const at = `timestamptz '2026-03-10 09:00+08'`;
  await database.pool.query(`
    insert into cases (number, source, type_code, department_code, state, location, grid_code, started_at, opened_at, accepted_at,
                       dispatched_at, arrived_at, due_at, closed_at, rating)
    select number, 'staff', 'ai.fire-lane', 'fire', state, st_setsrid(st_makepoint(113.005, 30.005), 4326), grid, ${at}, opened,
           accepted, dispatched, arrived, due, closed, rating
      from (values
        ('good', 'rated', '990101001001001', ${at}, ${at}, ${at}, ${at} + interval '1 hour', ${at} + interval '9 hours', ${at} + interval '2 hours', 5),
        ('late', 'rated', '990101001001001', ${at}, ${at}, ${at}, ${at} + interval '5 hours', ${at} + interval '1 hour', ${at} + interval '6 hours', 1),
        ('absent', 'dispatched', '990101001001002', ${at}, ${at}, ${at}, null, ${at} + interval '4 hours', null, null),
        ('false', 'refused', '990101001001001', ${at}, null, null, null, ${at} + interval '1 hour', ${at} + interval '2 hours', null),
        ('before', 'closed', '990101001001001', ${at} - interval '1 month', ${at}, ${at}, null, null, ${at}, null)
      ) v (number, state, grid, opened, accepted, dispatched, arrived, due, closed, rating)`);
  await database.pool.query(
    `insert into case_steps (case_id, step, from_state, to_state) select id, 'return', 'dispatched', 'accepted' from cases where number = 'late'`,
  );
});
afterAll(() => database.drop());

const count = async (subject: 'department' | 'grid', scope = everything) =>
  countForScores(database.pool, scope, subject, '2026-03', await listRules(database.pool, subject));

describe('what scores are made of', () => {
  it('is what the cases sent to a department in the month were like', async () => {
    expect(await count('department')).toEqual([
      {
        code: 'fire',
        name: '消防救援大队',
        nameEn: 'Fire and Rescue',
        cases: 3,
        counts: {
          'late-arrival': 1,
          'no-arrival': 1,
          overdue: 2,
          returned: 1,
          reworked: 0,
          'not-satisfied': 1,
          satisfied: 1,
        },
      },
    ]);
  });

  it('is for a grid what its staff reported, and how often for nothing', async () => {
    const counted = await count('grid');
    expect(counted.find(({ code }) => code === '990101001001001')).toMatchObject({
      cases: 3,
      counts: { 'false-whistle': 1, 'good-whistle': 2 },
    });
  });

  it('holds for what the reader sees', async () => {
    const own = await count('grid', { kind: 'area', areaCode: '990101001001002', userId: anOperator.id });
    expect(own.map(({ code, cases }) => [code, cases])).toEqual([['990101001001002', 1]]);
  });

  it('follows a rule that is changed', async () => {
    const change = { points: -2, limitMinutes: 600, enabled: true };
    expect(await changeRule(database.pool, 'late-arrival', change)).toMatchObject(change);
    expect((await count('department'))[0]?.counts['late-arrival']).toBe(0);
    expect(await changeRule(database.pool, 'no-such-rule', change)).toBeUndefined();
  });
});
