import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DispatchFixture, plantDispatch } from '../case-dispatch.fixture.ts';
import { readCasesById } from '../cases/cases-by-id.ts';
import { readWorkingCalendar } from '../cases/working-calendar.repository.ts';
import { createDispatchService } from './dispatch.service.ts';

let here: DispatchFixture;
let caseId: string;

beforeEach(async () => {
  here = await plantDispatch();
  await here.pool.query(`
    update event_types set auto_dispatch = true;
    insert into departments (code, name, name_en) values ('urban', '城管', 'Urban'), ('park', '园区', 'Park');`);
  caseId = await here.openCase();
});
afterEach(() => here.drop());

const nameInArea = (areaCode: string | null, departmentCode: string, main: boolean) =>
  here.pool.query(`insert into type_departments values ('ai.fire-lane', $1, $2, $3)`, [
    areaCode,
    departmentCode,
    main,
  ]);
const accept = () => here.cases.takeStep(caseId, { step: 'accept' }, here.operator);
const person = (role: 'operator' | 'grid', areaCode: string | null) => ({
  ...here.operator,
  role,
  areaCode,
  username: role,
  name: role,
  expiresAt: '2030-01-01T00:00:00.000Z',
});
const queue = async (who = person('operator', null)) => {
  const service = createDispatchService({
    pool: here.pool,
    readCases: (ids) => readCasesById(here.pool, ids),
    readCalendar: readWorkingCalendar,
    note: () => {},
  });
  return (await service.queue(who)).items;
};

describe('an accepted case', () => {
  it('is on its way in the same moment where its type names one owner', async () => {
    expect(await accept()).toMatchObject({ state: 'dispatched', departmentCode: 'fire' });
    expect(await here.steps(caseId)).toEqual(['report', 'accept', 'dispatch']);
    expect((await here.limits(caseId)).map(({ phase }) => phase)).toEqual(['whole', 'receive']);
    expect(await queue()).toEqual([]);
  });

  it('goes to the department of its area, which its helpers join', async () => {
    await nameInArea('990101001', 'urban', true);
    await nameInArea(null, 'park', false);
    const sent = await accept();
    expect(sent).toMatchObject({ state: 'dispatched', departmentCode: 'urban' });
    const { rows } = await here.pool.query(
      'select department_code, main from case_handlers where case_id = $1 and until is null order by main desc',
      [caseId],
    );
    expect(rows).toEqual([
      { department_code: 'urban', main: true },
      { department_code: 'park', main: false },
    ]);
  });

  it('waits at the centre with the candidates where several departments are named', async () => {
    await nameInArea('990101001', 'urban', true);
    await nameInArea('990101001', 'park', true);
    expect(await accept()).toMatchObject({ state: 'accepted' });
    expect(await queue()).toMatchObject([
      { case: { id: caseId }, reason: 'several-owners', candidateCodes: ['park', 'urban'] },
    ]);
    await here.cases.takeStep(caseId, { step: 'dispatch', departmentCode: 'park' }, here.operator);
    expect(await queue()).toEqual([]);
  });

  it('waits at the centre where nobody is named, unless its class names somebody', async () => {
    await here.pool.query(`
      insert into event_types (code, name, name_en) values ('ai', '智能识别', 'AI');
      update event_types set department_code = null, parent_code = 'ai' where code = 'ai.fire-lane';
      update cases set department_code = null;`);
    await accept();
    expect(await queue()).toMatchObject([{ reason: 'no-owner', candidateCodes: [] }]);
    await here.pool.query(`update event_types set department_code = 'urban' where code = 'ai'`);
    caseId = await here.openCase();
    expect(await accept()).toMatchObject({ state: 'dispatched', departmentCode: 'urban' });
  });

  it('is sent to no department that was retired', async () => {
    await here.pool.query(`update departments set retired_at = now() where code = 'fire'`);
    expect(await accept()).toMatchObject({ state: 'accepted' });
    expect(await queue()).toMatchObject([{ reason: 'no-owner' }]);
  });

  it('that a department returned or disputes is not sent back by itself', async () => {
    await accept();
    await here.cases.takeStep(caseId, { step: 'return', note: '不属于本单位' }, here.department);
    expect(await queue()).toMatchObject([{ reason: 'returned', case: { state: 'accepted' } }]);
    await here.cases.takeStep(caseId, { step: 'dispatch', departmentCode: 'fire' }, here.operator);
    await here.cases.takeStep(caseId, { step: 'dispute', note: '应由城管处置' }, here.department);
    expect(await queue()).toMatchObject([{ reason: 'disputed', case: { state: 'disputed' } }]);
  });

  it('waits in the queue of those whose area it lies in', async () => {
    await here.pool.query('update event_types set auto_dispatch = false');
    await accept();
    const [{ case: item } = { case: undefined }] = await queue();
    expect(await queue(person('grid', item?.gridCode ?? ''))).toHaveLength(1);
    expect(await queue(person('grid', '990101001001002'))).toEqual([]);
  });
});

describe('what a machine saw', () => {
  it('is sent without review where its type allows that from its score', async () => {
    await here.runner().runDue();
    expect((await here.read(caseId)).state).toBe('reported');
    await here.pool.query('update event_types set auto_accept_score = 0.8');
    const sure = await here.openCase(0.81);
    const unsure = await here.openCase(0.79);
    await here.runner().runDue();
    expect((await here.read(sure)).state).toBe('dispatched');
    expect((await here.read(unsure)).state).toBe('reported');
    const { steps } = await here.cases.detail(sure, here.operator);
    expect(steps.map(({ step, actorName }) => [step, actorName])).toEqual([
      ['report', null],
      ['accept', null],
      ['dispatch', null],
    ]);
  });
});
