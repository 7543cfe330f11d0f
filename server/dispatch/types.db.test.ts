import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventTypeSettings } from '#contract/event-type.ts';
import { type DispatchFixture, plantDispatch } from '../case-dispatch.fixture.ts';
import { createTypeService, type TypeService } from './type.service.ts';

let here: DispatchFixture;
let types: TypeService;
let noted: string[];

beforeEach(async () => {
  noted = [];
  here = await plantDispatch();
  types = createTypeService(here.pool, (_tx, _by, { object }) => noted.push(object.id));
});
afterEach(() => here.drop());

const find = async (code: string) => (await types.list()).items.find((type) => type.code === code);
const settings = (change: Partial<EventTypeSettings>): EventTypeSettings => ({
  code: '01',
  parentCode: null,
  name: '市容环境',
  nameEn: 'City appearance',
  departmentCode: null,
  departments: [],
  policyCode: 'default',
  limit: null,
  checklist: [],
  closers: ['operator'],
  autoDispatch: true,
  autoAcceptScore: null,
  ...change,
});

describe('event types', () => {
  it('are made and changed with their departments by area', async () => {
    await types.save('01', settings({}), here.operator);
    const rubbish = settings({
      code: '01.01',
      parentCode: '01',
      departmentCode: 'fire',
      departments: [{ areaCode: '990101001', departmentCode: 'fire', main: true }],
      policyCode: 'fast-simple',
      limit: { value: 4, unit: 'working-hours' },
      checklist: ['清理', '拍照'],
    });
    expect(await types.save('01.01', rubbish, here.operator)).toEqual({ ...rubbish, retiredAt: null });
    const changed = { ...rubbish, departments: [], limit: null };
    await types.save('01.01', changed, here.operator);
    expect(await find('01.01')).toEqual({ ...changed, retiredAt: null });
  });

  it('are refused with every code that names nothing, and with a third level', async () => {
    await types.save('01', settings({}), here.operator);
    await types.save('01.01', settings({ code: '01.01', parentCode: '01' }), here.operator);
    const wrong = settings({ code: '01.02', parentCode: '01.01', departmentCode: 'D99', policyCode: 'none' });
    await expect(types.save('01.02', wrong, here.operator)).rejects.toMatchObject({
      code: 'bad-request',
      errors: [
        { path: 'parentCode', message: expect.stringContaining('two levels') },
        { path: 'departmentCode', message: 'there is no department D99' },
        { path: 'policyCode', message: 'there is no limit policy none' },
      ],
    });
    await types.save('02', settings({ code: '02' }), here.operator);
    await expect(types.save('01', settings({ parentCode: '02' }), here.operator)).rejects.toThrow(
      /stays a class/,
    );
    await expect(types.save('03', settings({ code: '04' }), here.operator)).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  it('are retired and taken back', async () => {
    expect((await types.retire('ai.fire-lane', true, here.operator)).retiredAt).not.toBeNull();
    expect((await types.retire('ai.fire-lane', false, here.operator)).retiredAt).toBeNull();
    await expect(types.retire('none', true, here.operator)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a file of event types', () => {
  const file = (...lines: string[]) =>
    ['code,parentCode,name,nameEn,departmentCode,limitValue,limitUnit', ...lines].join('\n');

  it('is looked at first, and taken in whole', async () => {
    const csv = file(
      '01.01,01,暴露垃圾,Rubbish,fire,4,working-hours',
      '01,,市容环境,City appearance,,,',
      'ai.fire-lane,,消防通道占用,Fire lane blocked,fire,2,urgent-hours',
      'ai.straw-burning,,秸秆焚烧,Straw burning,fire,3,urgent-hours',
    );
    const report = { added: ['01.01', '01'], changed: ['ai.straw-burning'], same: 1, problems: [] };
    expect(await types.importCsv(csv, false, here.operator)).toEqual({ applied: false, ...report });
    expect(await find('01.01')).toBeUndefined();
    expect(await types.importCsv(csv, true, here.operator)).toEqual({ applied: true, ...report });
    expect(await find('01.01')).toMatchObject({
      parentCode: '01',
      limit: { value: 4, unit: 'working-hours' },
    });
    expect(await types.importCsv(csv, true, here.operator)).toMatchObject({
      added: [],
      changed: [],
      same: 4,
    });
    expect(noted).toEqual(['import']);
  });

  it('with one wrong line changes nothing, and every wrong line is named', async () => {
    const csv = file(
      '01,,市容环境,City appearance,,,',
      '01.01,01,暴露垃圾,Rubbish,D99,4,working-hours',
      '01.02,09,渣土,Rubble,fire,0,working-hours',
      '01.03,09,路面,Road,fire,1,working-hours',
    );
    const { applied, problems } = await types.importCsv(csv, true, here.operator);
    expect(applied).toBe(false);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'departmentCode'],
      [4, 'limitValue'],
      [5, 'parentCode'],
    ]);
    expect(await find('01')).toBeUndefined();
  });

  it('that was exported comes back as the same', async () => {
    await here.pool.query(`insert into type_departments values ('ai.fire-lane', '990101001', 'fire', true)`);
    const report = await types.importCsv(await types.exportCsv(), true, here.operator);
    expect(report).toEqual({ applied: true, added: [], changed: [], same: 3, problems: [] });
  });
});

describe('a case', () => {
  it('is closed only by those whom its type names', async () => {
    await here.pool.query(`update event_types set closers = '{dispatcher}'`);
    const caseId = await here.openCase();
    await here.cases.takeStep(caseId, { step: 'accept' }, here.operator);
    await expect(here.cases.takeStep(caseId, { step: 'close' }, here.operator)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await here.read(caseId)).state).toBe('accepted');
    await here.pool.query(`update event_types set closers = '{dispatcher,operator}'`);
    await here.cases.takeStep(caseId, { step: 'close' }, here.operator);
    expect((await here.read(caseId)).state).toBe('closed');
  });
});
