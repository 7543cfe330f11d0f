import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { seedDemo } from './seed-demo.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedDemo(database.pool, {
    password: 'only for tests',
    simulatorUrl: 'http://127.0.0.1:1',
    log: () => {},
  });
});
afterAll(() => database.drop());

const one = async (sql: string) => (await database.pool.query(sql)).rows[0];

describe('the demo', () => {
  it('has its event types with limits, helpers and checklists', async () => {
    expect(await one(`select count(*)::int as n from event_types where parent_code is not null`)).toEqual({
      n: 81,
    });
    expect(
      await one(`select policy_code, checklist[1] as first from event_types where code = 'ai.fire-lane'`),
    ).toEqual({
      policy_code: 'fast-larger',
      first: '联系车主挪车',
    });
  });

  it('has a limit in every open case, and a 督办单 for what a department let pass', async () => {
    const { open, limited, due } = await one(
      `select count(*)::int as open,
              count(*) filter (where exists (select from case_limits l where l.case_id = c.id and l.ended_at is null))::int as limited,
              (select count(*)::int from case_limits where next_at <= now() - interval '1 minute') as due
         from cases c where closed_at is null`,
    );
    expect(open).toBeGreaterThan(20);
    expect(limited).toBe(open);
    expect(due).toBe(0);
    const { late, orders, answered } = await one(
      `select (select count(*)::int from cases where closed_at is null and due_at < now()) as late,
              count(*) filter (where answer is null)::int as orders, count(answer)::int as answered
         from supervision_orders`,
    );
    expect(orders).toBe(late);
    expect(answered).toBeGreaterThan(5);
  });

  it('has cases that came back from their departments in the centre’s queue', async () => {
    expect(await one(`select count(*)::int as n from dispatch_queue where reason = 'returned'`)).toEqual({
      n: 3,
    });
  });
});
