import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionUser } from '#contract/session.ts';
import { type DispatchFixture, plantDispatch } from '../case-dispatch.fixture.ts';
import type { Caller } from '../cases/case-rules.ts';
import { readCasesById } from '../cases/cases-by-id.ts';
import { createOrderService, type OrderService } from './order.service.ts';

let here: DispatchFixture;
let orders: OrderService;
let caseId: string;
let noted: string[];

beforeEach(async () => {
  noted = [];
  here = await plantDispatch();
  orders = createOrderService(
    here.pool,
    (ids) => readCasesById(here.pool, ids),
    (_tx, _by, { object }) => noted.push(object.name ?? ''),
  );
  await here.pool.query(`update event_types set policy_code = 'fast-larger', auto_dispatch = true`);
  caseId = await here.openCase();
  await here.cases.takeStep(caseId, { step: 'accept' }, here.operator);
});
afterEach(() => here.drop());

const signedIn = (caller: Caller): SessionUser => ({
  ...caller,
  username: caller.role,
  name: caller.role,
  expiresAt: '2030-01-01T00:00:00.000Z',
});
const list = async (by: Caller, query: { open?: boolean; limit?: number; after?: string } = {}) =>
  orders.list({ limit: 50, ...query }, signedIn(by));
const beLate = async () => {
  await here.age(caseId, 6);
  await here.runner().runDue();
};

describe('a case that its department lets pass', () => {
  it('climbs to its heads, with a numbered 督办单 that the supervisors get a copy of', async () => {
    await beLate();
    expect(await here.steps(caseId)).toEqual(
      'report accept dispatch yellow red overdue supervise escalate'.split(' '),
    );
    expect(await here.read(caseId)).toMatchObject({ level: 'department', state: 'dispatched' });
    const { items } = await list(here.supervisor);
    expect(items).toMatchObject([
      {
        year: new Date().getFullYear(),
        serial: 1,
        case: { id: caseId },
        phase: 'receive',
        departmentCode: 'fire',
        departmentName: '消防救援大队',
        level: 'county',
        reason: '签收超期',
        issuedByName: null,
        copiedTo: [{ name: 'supervisor', role: 'supervisor' }],
        answer: null,
      },
    ]);
  });

  it('is supervised again at the top, where nobody is above', async () => {
    await beLate();
    await here.age(caseId, 120);
    await here.runner().runDue();
    const { items } = await list(here.supervisor);
    expect(items.map(({ phase, level, serial }) => [phase, level, serial])).toEqual([
      ['whole', 'department', 2],
      ['receive', 'county', 1],
    ]);
    expect((await here.steps(caseId)).filter((step) => step === 'escalate')).toHaveLength(1);
  });

  it('stays as long as its level’s grace lasts', async () => {
    await here.pool.query(`update escalation_levels set grace_minutes = 10 where level = 'county'`);
    await beLate();
    expect((await here.steps(caseId)).at(-1)).toBe('overdue');
    await here.age(caseId, 10);
    await here.runner().runDue();
    expect((await here.steps(caseId)).slice(-2)).toEqual(['supervise', 'escalate']);
  });

  it('is let go where it is received in the last moment', async () => {
    await here.age(caseId, 4);
    await here.cases.takeStep(caseId, { step: 'receive' }, here.department);
    await here.age(caseId, 4);
    await here.runner().runDue();
    expect((await here.steps(caseId)).filter((step) => step !== 'yellow')).toEqual([
      'report',
      'accept',
      'dispatch',
      'receive',
    ]);
  });
});

describe('a case below the county', () => {
  it('climbs level by level, each with a limit of its own, up to the centre’s queue', async () => {
    await here.pool.query(`update event_types set auto_dispatch = false;
      update limit_policies set phases = phases - 'whole' where code = 'fast-larger'`);
    caseId = await here.openCase();
    await here.cases.takeStep(caseId, { step: 'accept' }, here.operator);
    await here.cases.takeStep(caseId, { step: 'dispatch', level: 'grid' }, here.operator);
    const levels: string[] = [];
    for (let i = 0; i < 3; i++) {
      await beLate();
      const { level, state } = await here.read(caseId);
      levels.push(`${level} ${state}`);
    }
    expect(levels).toEqual(['community dispatched', 'street dispatched', 'county accepted']);
    const { items } = await list(here.supervisor);
    expect(items.filter(({ case: { id } }) => id === caseId).map(({ level }) => level)).toEqual(['street']);
  });
});

describe('a 督办单', () => {
  it('is written also where a person supervises, with their reason', async () => {
    await here.cases.takeStep(caseId, { step: 'supervise', note: '群众反映强烈' }, here.supervisor);
    const { items } = await list(here.operator);
    expect(items).toMatchObject([{ reason: '群众反映强烈', issuedByName: 'supervisor', phase: null }]);
  });

  it('is answered once, by its department or the centre', async () => {
    await beLate();
    const [order] = (await list(here.department)).items;
    const id = order?.id ?? '';
    await expect(orders.answer(id, '已到场', signedIn(here.supervisor))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const answered = await orders.answer(id, '已到场处置', signedIn(here.department));
    expect(answered).toMatchObject({ answer: '已到场处置', answeredByName: 'department' });
    await expect(orders.answer(id, '再答', signedIn(here.operator))).rejects.toMatchObject({
      code: 'order-answered',
    });
    expect(noted).toEqual([`${order?.year}-1`]);
    expect((await list(here.operator, { open: true })).items).toEqual([]);
    expect((await list(here.operator, { open: false })).items).toHaveLength(1);
  });

  it('is there only for those who see its case', async () => {
    await beLate();
    const [order] = (await list(here.supervisor)).items;
    const elsewhere: Caller = { ...here.operator, role: 'street', areaCode: '990101999' };
    expect((await list(elsewhere)).items).toEqual([]);
    await expect(orders.get(order?.id ?? '', signedIn(elsewhere))).rejects.toMatchObject({
      code: 'order-not-found',
    });
    const another: Caller = { ...here.department, departmentCode: 'urban' };
    expect((await list(another)).items).toEqual([]);
  });

  it('is listed page by page, newest first', async () => {
    for (let i = 0; i < 5; i++)
      await here.cases.takeStep(caseId, { step: 'supervise', note: `第${i}次` }, here.supervisor);
    const first = await list(here.operator, { limit: 3 });
    const second = await list(here.operator, { limit: 3, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ serial }) => serial)).toEqual([5, 4, 3, 2, 1]);
    expect(second.next).toBeNull();
  });
});
