import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FigureQuery } from '#contract/figures.ts';
import { type Counts, countNames, rateOf } from '#contract/indicator.ts';
import { anOperator, plantMiniDistrict } from '../cases/mini-district.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { foldFigures } from './figure.repository.ts';
import { createFigureService, type FigureService } from './figures.service.ts';

/** Cases are strewn and changed at random; the indicators are compared with a plain count of the cases themselves. */

let database: TestDatabase;
let figures: FigureService;

beforeAll(async () => {
  database = await createTestDatabase();
  figures = createFigureService(database.pool);
  await plantMiniDistrict(database.pool);
  await database.pool.query(`
    insert into departments (code, name, name_en) values ('road', '交通运输局', 'Roads');
    insert into areas (code, level, name, name_en, parent_code, geom)
      select code, level, code, code, parent, st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326)) from (values
        ('990101002', 'township', '990101'), ('990101002001', 'community', '990101002')) a (code, level, parent);
    insert into grids (code, name, name_en, kind, households, community_code, township_code, geom) values
      ('990101002001001', '外网格', 'Outer', 'rural', 1, '990101002001', '990101002', st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326)));
    select setseed(0.42);
    insert into cases (number, source, type_code, department_code, state, location, grid_code, started_at, opened_at, due_at)
    select 'n' || i, (array['staff', 'hotline', 'ai'])[1 + (random() * 2.99)::int % 3],
           (array['ai.fire-lane', 'ai.straw-burning'])[1 + (random() * 1.99)::int % 2],
           (array['fire', 'road', null])[1 + (random() * 2.99)::int % 3], 'reported',
           st_setsrid(st_makepoint(113.005, 30.005), 4326),
           (array['990101001001001', '990101001001002', '990101002001001', null])[1 + (random() * 3.99)::int % 4],
           now(), at, at + random() * interval '5 days'
      from generate_series(1, 600) i, lateral (select now() - random() * interval '800 days' + i * interval '0' as at) t
  `);
});
afterAll(() => database.drop());

/** Every case goes as far as chance has it; some change hands, are sent back, are refused. */
async function live(rounds: number): Promise<void> {
  const changes = [
    `state = 'accepted', accepted_at = opened_at + random() * interval '1 hour'`,
    `state = 'dispatched', dispatched_at = coalesce(accepted_at, opened_at) + random() * interval '3 hours'`,
    `state = 'feedback', feedback_at = opened_at + random() * interval '6 days'`,
    `state = 'closed', accepted_at = coalesce(accepted_at, opened_at), closed_at = opened_at + random() * interval '9 days'`,
    `state = 'rated', closed_at = coalesce(closed_at, now()), rating = (array[1, 3, 5])[1 + (random() * 2.99)::int % 3], rated_at = opened_at + interval '10 days'`,
    `state = 'refused', closed_at = opened_at + interval '1 hour'`,
    `department_code = 'road'`,
    `grid_code = '990101002001001'`,
    `due_at = due_at + interval '4 days'`,
    `state = 'accepted', closed_at = null, rating = null`,
  ];
  for (let round = 0; round < rounds; round += 1)
    for (const change of changes)
      await database.pool.query(`update cases set ${change} where random() < 0.25`);
  await database.pool.query(
    `insert into case_steps (case_id, step, from_state, to_state)
     select id, (array['return', 'rework', 'redispatch', 'urge'])[1 + (random() * 3.99)::int % 4], state, state
       from cases where random() < 0.3`,
  );
}

/** The formulas in words, as SQL over the cases. */
const plain: Record<(typeof countNames)[number], string> = {
  reported: `in_period(opened_at)`,
  accepted: `in_period(coalesce(accepted_at, case when state = 'refused' then closed_at end))`,
  filed: `in_period(accepted_at)`,
  filedInTime: `in_period(accepted_at) and accepted_at <= opened_at + interval '15 minutes'`,
  dispatched: `in_period(dispatched_at)`,
  dispatchedWell: `in_period(dispatched_at) and not exists (select from case_steps s where s.case_id = c.id and s.step in ('return', 'dispute', 'redispatch'))`,
  handled: `in_period(feedback_at)`,
  reworked: `in_period(feedback_at) and exists (select from case_steps s where s.case_id = c.id and s.step = 'rework')`,
  due: `is_due`,
  handledDue: `is_due and feedback_at is not null`,
  handledInTime: `is_due and feedback_at <= due_at`,
  closedDue: `is_due and state in ('closed', 'rated')`,
  closedInTime: `is_due and state in ('closed', 'rated') and closed_at <= due_at`,
  closed: `in_period(closed_at) and state in ('closed', 'rated')`,
  closedLate: `in_period(closed_at) and state in ('closed', 'rated') and closed_at > due_at`,
  rated: `rating is not null and in_period(coalesce(rated_at, closed_at))`,
  satisfied: `rating = 5 and in_period(coalesce(rated_at, closed_at))`,
};

async function countPlainly({ from, to }: { from: string; to: string }, where = 'true'): Promise<Counts> {
  const inPeriod = (sql: string) =>
    sql.replace(
      /in_period\(((?:[^()]|\([^()]*\))*)\)/g,
      `((($1) at time zone 'Asia/Shanghai')::date >= '${from}' and (($1) at time zone 'Asia/Shanghai')::date < '${to}')`,
    );
  const isDue = `(accepted_at is not null and state not in ('refused', 'cancelled', 'merged') and in_period(due_at))`;
  const columns = countNames.map(
    (name) => `count(*) filter (where ${inPeriod(plain[name].replace('is_due', isDue))})::int as "${name}"`,
  );
  const { rows } = await database.pool.query(`select ${columns.join(', ')} from cases c where ${where}`);
  return rows[0];
}

const ask = (query: object, reader: Parameters<FigureService['report']>[1] = anOperator) =>
  figures.report(FigureQuery.parse(query), reader);

async function compareAll(): Promise<void> {
  const { rows } = await database.pool.query(
    `select (now() at time zone 'Asia/Shanghai')::date::text as today`,
  );
  const past = new Date(Date.parse(rows[0].today) - 200 * 86_400_000).toISOString().slice(0, 10);
  for (const period of ['day', 'week', 'month', 'quarter', 'year'])
    for (const day of [undefined, past]) {
      const report = await ask({ period, day });
      for (const part of ['now', 'before', 'yearAgo'] as const)
        expect(report.total[part], `${period} ${day} ${part}`).toEqual(await countPlainly(report[part]));
    }
}

describe('indicators', () => {
  it('are what a plain count of the cases gives, before and after they are folded and after they are rebuilt', async () => {
    await compareAll();
    await live(1);
    await compareAll();
    expect(await foldFigures(database.pool)).toBeGreaterThan(500);
    expect(await foldFigures(database.pool)).toBe(0);
    await compareAll();
    await live(2);
    await compareAll();
    await database.pool.query('select rebuild_figures()');
    await compareAll();
  });

  it('add up by every group, and each group is what a count of its cases gives', async () => {
    const conditions = {
      township: `(select township_code from grids g where g.code = c.grid_code) is not distinct from nullif($, '')`,
      community: `(select community_code from grids g where g.code = c.grid_code) is not distinct from nullif($, '')`,
      department: `department_code is not distinct from nullif($, '')`,
      type: `type_code = $`,
      class: `type_code = $`,
      source: `source = $`,
    };
    for (const [by, condition] of Object.entries(conditions)) {
      const report = await ask({ period: 'year', by });
      expect(report.groups.length).toBeGreaterThan(1);
      for (const group of report.groups)
        expect(group.now, `${by} ${group.code}`).toEqual(
          await countPlainly(report.now, condition.replace('$', `'${group.code}'`)),
        );
    }
  });

  it('narrow to an area, a grid, a department, a type and a source', async () => {
    const cases = [
      [{ areaCode: '990101002' }, `grid_code like '990101002%'`],
      [{ areaCode: '990101001001001', by: 'grid' }, `grid_code = '990101001001001'`],
      [{ areaCode: '990101002', by: 'type' }, `grid_code like '990101002%'`],
      [{ departmentCode: 'road' }, `department_code = 'road'`],
      [{ departmentCode: 'road', by: 'source' }, `department_code = 'road'`],
      [{ typeCode: 'ai.fire-lane', source: 'hotline' }, `type_code = 'ai.fire-lane' and source = 'hotline'`],
      [{ departmentCode: 'nobody' }, 'false'],
    ] as const;
    for (const [query, where] of cases) {
      const report = await ask({ period: 'quarter', ...query });
      expect(report.total.now, where).toEqual(await countPlainly(report.now, where));
    }
    await expect(ask({ by: 'grid' })).rejects.toThrow('areaCode');
  });

  it('count for a reader only what lies in the reader’s area or is the reader’s department’s', async () => {
    const street = { ...anOperator, role: 'street', areaCode: '990101001' } as const;
    const report = await ask({ period: 'year' }, street);
    expect(report.total.now).toEqual(await countPlainly(report.now, `grid_code like '990101001%'`));
    const elsewhere = await ask({ period: 'year', areaCode: '990101002' }, street);
    expect(elsewhere.total.now.reported).toBe(0);
    const department = { ...anOperator, role: 'department', departmentCode: 'road' } as const;
    const own = await ask({ period: 'year' }, department);
    expect(own.total.now).toEqual(await countPlainly(own.now, `department_code = 'road'`));
    expect((await ask({ period: 'year', departmentCode: 'fire' }, department)).total.now.reported).toBe(0);
    const nobody = { ...anOperator, role: 'grid' } as const;
    expect((await ask({ period: 'year' }, nobody)).total.now.reported).toBe(0);
  });

  it('compare a running period with as many days of the others', async () => {
    const report = await ask({ period: 'month' });
    const days = (range: { from: string; to: string }) =>
      (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000;
    if (report.isRunning) expect(days(report.before)).toBeLessThanOrEqual(days(report.now));
    expect(report.trend.reduce((total, { counts }) => total + counts.reported, 0)).toBe(
      report.total.now.reported,
    );
    const year = await ask({ period: 'year' });
    expect(year.trend.length).toBe(13);
  });

  it('follow the minutes allowed for accepting, and a grid that moves', async () => {
    await database.pool.query('update figure_settings set filing_minutes = 60');
    const report = await ask({ period: 'year' });
    expect(report.total.now.filedInTime).toBe(report.total.now.filed);
    await database.pool.query(
      `update grids set community_code = '990101001001', township_code = '990101001' where code = '990101002001001'`,
    );
    const moved = await ask({ period: 'year' });
    expect(moved.groups.map(({ code }) => code).sort()).toEqual(['', '990101001']);
  });

  it('make a rate of two counts, and none of nothing', async () => {
    const { total } = await ask({ period: 'year' });
    expect(rateOf('closedInTimeRate', total.now)).toBeCloseTo(total.now.closedInTime / total.now.due);
    expect(rateOf('satisfactionRate', { ...total.now, rated: 0, satisfied: 0 })).toBeNull();
  });
});
