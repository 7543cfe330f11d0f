import { afterEach, beforeEach, expect, it } from 'vitest';
import { transact } from './db.ts';
import { type NewEvent, readEvents, readLogEnds, trimEvents } from './event-log.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const health = (cameraCode: string): NewEvent => ({
  name: 'cameraHealth',
  topic: 'cameras',
  areaCode: null,
  payload: {
    cameras: [
      {
        cameraCode,
        state: 'up',
        reason: null,
        since: '2030-01-01T00:00:00.000Z',
        framesPerSecond: 1,
        lagMs: 0,
      },
    ],
  },
});
const namesAfter = async (since: number) =>
  (await readEvents(database.pool, since, 1000)).map(
    ({ event }) => event.name === 'cameraHealth' && event.payload.cameras[0]?.cameraCode,
  );

it('never shows a later event before an earlier one that commits late', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = transact(database.pool, async (_tx, emit) => {
    emit(health('slow'));
    await held;
  });
  await transact(database.pool, async (_tx, emit) => emit(health('fast')));
  const [first] = await readEvents(database.pool, 0, 10);
  release();
  await slow;
  expect(await namesAfter(first?.event.seq ?? 0)).toEqual(['slow']);
});

it('is read without a gap and without a repeat while sixteen writers commit in any order', async () => {
  const seen: unknown[] = [];
  let writing = true;
  const reader = (async () => {
    let seq = 0;
    for (let last = false; !last; ) {
      last = !writing;
      const events = await readEvents(database.pool, seq, 50);
      seq = events.at(-1)?.event.seq ?? seq;
      seen.push(
        ...events.map(({ event }) => event.name === 'cameraHealth' && event.payload.cameras[0]?.cameraCode),
      );
      last &&= events.length === 0;
    }
  })();
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    for (let i = 0; i < 20; i++) {
      await transact(database.pool, async (tx, emit) => {
        emit(health(`${writer}-${i}`));
        await tx.query('select pg_sleep($1)', [Math.random() / 200]);
        if (i % 5 === 4) emit(health(`${writer}-${i}-second`));
      });
    }
  });
  await Promise.all(writers);
  writing = false;
  await reader;
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(16 * 24);
});

it('writes no event of a transaction that fails', async () => {
  const failing = transact(database.pool, async (_tx, emit) => {
    emit(health('never'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await namesAfter(0)).toEqual([]);
});

it('refuses to change what happened', async () => {
  await transact(database.pool, async (_tx, emit) => emit(health('a')));
  await expect(database.pool.query(`update events set name = 'x'`)).rejects.toThrow(/append-only/);
});

it('tells readers that are further behind than the log reaches', async () => {
  for (const code of ['a', 'b', 'c']) await transact(database.pool, async (_tx, emit) => emit(health(code)));
  await database.pool.query(`alter table events disable trigger events_no_update`);
  await database.pool.query(`update events set at = now() - interval '8 days' where seq < 3`);
  expect(await trimEvents(database.pool, 7)).toBe(2);
  expect(await readLogEnds(database.pool)).toEqual({ newest: 3, horizon: 2 });
});
