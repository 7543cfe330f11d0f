import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { plantDispatch } from '../case-dispatch.fixture.ts';

/** Two real processes run the timers of one database; one after the other is killed in the middle of its work. */

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

async function startTimers(url: string): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, 'fixtures/timers.process.ts'), [url], {
    execArgv: ['--import', 'tsx'],
  });
  children.add(child);
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  children.delete(child);
}

it('loses nothing of a limit and tells nothing twice, however often a server is killed', async () => {
  const here = await plantDispatch();
  await here.pool.query(`update event_types set policy_code = 'fast-larger'`);
  const ids: string[] = [];
  for (let i = 0; i < 30; i++) ids.push(await here.openCase());
  await here.runner().runDue();
  for (const id of ids)
    await here.cases
      .takeStep(id, { step: 'accept' }, here.operator)
      .then(() => here.cases.takeStep(id, { step: 'dispatch', departmentCode: 'fire' }, here.operator));
  const told = async (): Promise<number> => {
    const { rows } = await here.pool.query(
      `select count(*)::int as n from case_steps where step in ('yellow', 'red', 'overdue', 'supervise', 'escalate')`,
    );
    return rows[0].n;
  };
  // everything of the receiving limit is over at once: three lines, a 督办单 and a climb for each case
  for (const id of ids) await here.age(id, 6);

  let kills = 0;
  const running = [await startTimers(here.url), await startTimers(here.url)];
  while ((await told()) < ids.length * 5) {
    const before = await told();
    await expect.poll(told, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before);
    await pause([0, 3, 11, 7][kills % 4]);
    const victim = running.shift();
    if (victim && kills < 8) {
      await kill(victim);
      kills += 1;
      running.push(await startTimers(here.url));
    } else if (victim) running.push(victim);
  }
  for (const child of running) await kill(child);
  await here.runner().runDue();

  console.log(`Told ${await told()} things while ${kills} servers were killed`);
  expect(kills).toBeGreaterThan(0);
  for (const id of ids)
    expect(await here.steps(id)).toEqual(
      'report accept dispatch yellow red overdue supervise escalate'.split(' '),
    );
  const { rows: orders } = await here.pool.query('select serial from supervision_orders order by serial');
  expect(orders.map(({ serial }) => serial)).toEqual(ids.map((_, i) => i + 1));
  await here.drop();
}, 240_000);
