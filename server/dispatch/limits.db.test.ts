import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStepName } from '#contract/case-machine.ts';
import { type DispatchFixture, plantDispatch } from '../case-dispatch.fixture.ts';
import type { Caller } from '../cases/case-rules.ts';
import { readEvents } from '../platform/event-log.ts';

const minuteMs = 60_000;
let here: DispatchFixture;
let caseId: string;

beforeEach(async () => {
  here = await plantDispatch();
  await here.pool.query(`update event_types set policy_code = 'fast-larger', auto_dispatch = false`);
  caseId = await here.openCase();
});
afterEach(() => here.drop());

const step = (by: Caller, name: CaseStepName, more = {}) =>
  here.cases.takeStep(caseId, { step: name, ...more }, by);
const phases = async () => (await here.limits(caseId)).map(({ phase }) => phase);

describe('the limits of a case', () => {
  it('run from when it was opened: the whole one by its type, the first step’s by its policy', async () => {
    await here.runner().runDue();
    const item = await here.read(caseId);
    const opened = Date.parse(item.openedAt);
    expect(item.limits.map(({ phase, dueAt }) => [phase, Date.parse(dueAt) - opened])).toEqual([
      ['whole', 120 * minuteMs],
      ['accept', 5 * minuteMs],
    ]);
    expect(item.dueAt).toBe(item.limits[0]?.dueAt);
    const [accept] = item.limits.filter(({ phase }) => phase === 'accept');
    expect(Date.parse(accept?.yellowAt ?? '') - opened).toBe(3 * minuteMs);
    expect(Date.parse(accept?.redAt ?? '') - opened).toBe(4 * minuteMs);
  });

  it('follow its steps, and end with it', async () => {
    await here.runner().runDue();
    await step(here.operator, 'accept');
    expect(await phases()).toEqual(['whole', 'dispatch']);
    await step(here.operator, 'dispatch', { departmentCode: 'fire' });
    expect(await phases()).toEqual(['whole', 'receive']);
    await step(here.department, 'receive');
    // this policy gives no limit of its own to what comes then
    expect(await phases()).toEqual(['whole']);
    await step(here.department, 'arrive');
    await step(here.department, 'feedback', { note: '已驶离' });
    await step(here.operator, 'check');
    await step(here.operator, 'close');
    expect(await phases()).toEqual([]);
    await step(here.operator, 'reopen', { note: '又来了' });
    expect(await phases()).toEqual(['whole', 'dispatch']);
  });

  it('run also where somebody was quicker than the timers', async () => {
    await step(here.operator, 'accept');
    expect(await phases()).toEqual(['whole', 'dispatch']);
    await here.runner().runDue();
    expect(await phases()).toEqual(['whole', 'dispatch']);
  });

  it('stand still while it is suspended, and go on with what was left', async () => {
    await here.runner().runDue();
    await step(here.operator, 'accept');
    await step(here.operator, 'suspend', { note: '等候吊车' });
    const paused = await here.limits(caseId);
    expect(paused.every(({ next_at }) => next_at === null)).toBe(true);
    await here.pool.query(
      `update case_limits set paused_at = paused_at - interval '1 hour', started_at = started_at - interval '1 hour',
         yellow_at = yellow_at - interval '1 hour', red_at = red_at - interval '1 hour', due_at = due_at - interval '1 hour'
       where case_id = $1`,
      [caseId],
    );
    await here.runner().runDue();
    expect(await here.steps(caseId)).toEqual(['report', 'accept', 'suspend']);
    await step(here.operator, 'resume');
    const resumed = await here.limits(caseId);
    for (const [i, { due_at }] of resumed.entries()) {
      const movedMs = due_at.getTime() - (paused[i]?.due_at.getTime() ?? 0);
      expect(movedMs).toBeGreaterThanOrEqual(0);
      expect(movedMs).toBeLessThan(minuteMs);
    }
    expect((await here.read(caseId)).dueAt).toBe(resumed[0]?.due_at.toISOString());
  });

  it('move to the date that a granted delay names', async () => {
    await here.runner().runDue();
    await step(here.operator, 'accept');
    await step(here.operator, 'dispatch', { departmentCode: 'fire' });
    await here.age(caseId, 90);
    await here.runner().runDue();
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await step(here.department, 'request-delay', { until, note: '需吊车' });
    await step(here.operator, 'grant-delay');
    const moved = await here.limits(caseId);
    expect(moved.map(({ due_at }) => due_at.toISOString())).toEqual([until, until]);
    expect(moved.every(({ told, next_at }) => told === 'none' && next_at !== null)).toBe(true);
  });

  it('tell it when they are yellow, red and over: once each, in its history and on the walls', async () => {
    const runner = here.runner();
    await runner.runDue();
    await step(here.operator, 'accept');
    const before = (await readEvents(here.pool, 0, 1000)).length;
    for (const minutes of [3, 1, 1]) {
      await here.age(caseId, minutes);
      await runner.runDue();
      await runner.runDue();
    }
    expect(await here.steps(caseId)).toEqual(['report', 'accept', 'yellow', 'red', 'overdue']);
    const events = (await readEvents(here.pool, 0, 1000)).slice(before);
    expect(events.map(({ event }) => event.name)).toEqual(['caseChanged', 'caseChanged', 'caseChanged']);
    const { steps } = await here.cases.detail(caseId, here.operator);
    expect(steps.at(-1)).toMatchObject({ step: 'overdue', data: { phase: 'dispatch' }, actorName: null });
  });

  it('are told one after the other where no server ran for a day', async () => {
    await here.runner().runDue();
    await here.age(caseId, 4);
    await here.age(caseId, 1);
    await here.runner().runDue();
    expect(await here.steps(caseId)).toEqual(['report', 'yellow', 'red', 'overdue']);
  });

  it('run also where sending it on by itself fails', async () => {
    await here.runner({}, () => Promise.reject(new Error('broken'))).runDue();
    expect(await phases()).toEqual(['whole', 'accept']);
    expect((await here.read(caseId)).state).toBe('reported');
  });

  it('of one that can’t be told don’t hold up the others', async () => {
    const other = await here.openCase();
    await here.runner().runDue();
    await here.age(caseId, 4);
    await here.age(other, 3);
    const { lock } = here.dispatch.door;
    const runner = here.runner({
      lock: (tx, id) => (id === caseId ? Promise.reject(new Error('broken')) : lock(tx, id)),
    });
    await runner.runDue();
    expect(await here.steps(other)).toEqual(['report', 'yellow']);
    expect(await here.steps(caseId)).toEqual(['report']);
    await here.age(caseId, 1);
    await here.runner().runDue();
    expect(await here.steps(caseId)).toEqual(['report', 'yellow', 'red', 'overdue']);
  });
});

describe('several servers', () => {
  it('tell every case of every limit once between them', async () => {
    const others = await Promise.all(Array.from({ length: 12 }, () => here.openCase()));
    await Promise.all([here.runner().runDue(), here.runner().runDue(), here.runner().runDue()]);
    for (const id of others) await here.age(id, 5);
    await Promise.all([here.runner().runDue(), here.runner().runDue(), here.runner().runDue()]);
    for (const id of others) expect(await here.steps(id)).toEqual(['report', 'yellow', 'red', 'overdue']);
  });
});
