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

it('shows codes on the page, and leaves some reporters to call back', async () => {
  const { rows } = await database.pool.query(
    `select (select shows_codes from resident_policy) as shown, count(*)::int as waiting from call_backs where done_at is null`,
  );
  expect(rows).toEqual([{ shown: true, waiting: 4 }]);
});
