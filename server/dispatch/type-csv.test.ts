import { describe, expect, it } from 'vitest';
import type { KeptEventType } from '#contract/event-type.ts';
import { asCsv } from '../platform/table/as-csv.ts';
import { readTypes, typesTable } from './type-csv.ts';

const rubbish: KeptEventType = {
  code: '01.01',
  parentCode: '01',
  name: '暴露垃圾, 散落',
  nameEn: 'Exposed "rubbish"',
  departmentCode: 'D25',
  departments: [
    { areaCode: '990101001', departmentCode: 'D03', main: true },
    { areaCode: null, departmentCode: 'D02', main: false },
    { areaCode: '990101002', departmentCode: 'D05', main: false },
  ],
  policyCode: 'default',
  limit: { value: 4, unit: 'working-hours' },
  checklist: ['清理干净', '拍摄处置后照片'],
  closers: ['dispatcher'],
  autoDispatch: false,
  autoAcceptScore: 0.85,
  retiredAt: null,
};
const { retiredAt: _retired, ...settings } = rubbish;
const current = new Map([[rubbish.code, settings]]);
const problems = (csv: string) =>
  readTypes(csv, current).problems.map(({ line, column, message }) => `${line} ${column}: ${message}`);

describe('a file of event types', () => {
  it('is read as it was written', () => {
    const { types, problems: none } = readTypes(asCsv(typesTable([rubbish])), new Map());
    expect(none).toEqual([]);
    expect(types).toEqual([{ line: 2, type: settings }]);
  });

  it('needs a code and two names only; the rest is as shipped, or as it was', () => {
    const file = 'code,name,nameEn\n01.01,垃圾,Rubbish\n01.02,渣土,Rubble\n';
    const [known, fresh] = readTypes(file, current).types;
    expect(known?.type).toEqual({ ...settings, name: '垃圾', nameEn: 'Rubbish' });
    expect(fresh?.type).toMatchObject({
      policyCode: 'default',
      limit: null,
      autoDispatch: true,
      departments: [],
    });
  });

  it('takes an empty cell for nothing where nothing is possible', () => {
    const file =
      'code,name,nameEn,limitValue,limitUnit,departmentCode,autoAcceptScore,policyCode,autoDispatch\n01.01,垃圾,Rubbish,,,,,,\n';
    const [{ type } = { type: undefined }] = readTypes(file, current).types;
    expect(type).toMatchObject({
      limit: null,
      departmentCode: null,
      autoAcceptScore: null,
      policyCode: 'default',
    });
    expect(type?.autoDispatch).toBe(false);
  });

  it('has every wrong line named, with its column', () => {
    const file = [
      'code,name,nameEn,limitValue,limitUnit,autoAcceptScore,closers,autoDispatch',
      '01.01,垃圾,Rubbish,4,working-hours,,,',
      '01 02,渣土,Rubble,4,working-hours,,,',
      '01.03,,Dirty road,4,hours,,,',
      '01.04,水域,Water,many,working-days,1.5,grid,perhaps',
      '01.05,绿地',
      '01.01,又一个,Again,4,working-hours,,,',
    ].join('\r\n');
    const found = problems(file);
    expect(found.map((each) => each.split(':')[0])).toEqual([
      '3 code',
      '4 name',
      '4 limitUnit',
      '5 limitValue',
      '5 closers',
      '5 autoDispatch',
      '5 autoAcceptScore',
      '6 null',
      '7 code',
    ]);
    expect(found.at(-1)).toBe('7 code: 01.01 stands in line 2 already');
  });

  it('is refused whole where its header or its quotes are wrong', () => {
    expect(problems('')).toEqual(['1 null: the file is empty']);
    expect(problems('code,name,colour\n1,a,b')).toEqual([
      expect.stringContaining('1 colour: no such column'),
      '1 nameEn: the column is missing',
    ]);
    expect(problems('code,name,nameEn\n1,"a,b\n')).toHaveLength(1);
  });
});
