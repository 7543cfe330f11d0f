import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { seedDemo } from './seed-demo.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemo(database.pool, {
    password: 'a good one',
    simulatorUrl: 'http://127.0.0.1:1',
    log: () => undefined,
  });
});
afterAll(() => database.drop());

it('puts door plates along the streets of the demo grid, each in its grid and with an address of its own', async () => {
  const { rows } = await database.pool.query(
    `select count(*)::int as plates, count(distinct address)::int as addresses, count(p.grid_code)::int as placed,
            bool_and(st_dwithin(p.location::geography, g.geom::geography, 1)) as inside
       from door_plates p left join grids g on g.code = p.grid_code`,
  );
  const [{ plates, ...rest }] = rows;
  expect(plates).toBeGreaterThan(20);
  expect(rest).toEqual({ addresses: plates, placed: plates, inside: true });
  const first = await database.pool.query(
    `select (select area_code from users where username = 'grid') = grid_code as of_the_demo from door_plates where code = 'DEMO000001'`,
  );
  expect(first.rows).toEqual([{ of_the_demo: true }]);
});

it('has something for the grid’s staff to handle, and something to check', async () => {
  const { rows } = await database.pool.query(
    `select c.state, c.level, count(s.*)::int as steps from cases c join case_steps s on s.case_id = c.id
      where c.grid_code = (select area_code from users where username = 'grid') and c.resident_id is not null
      group by c.id order by c.state`,
  );
  expect(rows).toEqual([
    { state: 'dispatched', level: 'grid', steps: 3 },
    { state: 'feedback', level: 'county', steps: 6 },
  ]);
});

it('shows codes on the page, and leaves some reporters to call back', async () => {
  const { rows } = await database.pool.query(
    `select (select shows_codes from resident_policy) as shown, count(*)::int as waiting, count(k.phone)::int as phones
       from call_backs b left join case_contacts k using (case_id) where done_at is null`,
  );
  expect(rows).toEqual([{ shown: true, waiting: 4, phones: 4 }]);
});
