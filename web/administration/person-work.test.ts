import { describe, expect, it } from 'vitest';
import type { ChangeAccount } from '#contract/account.ts';
import { fittingWork, isWorkComplete } from './person-work.ts';

const work: ChangeAccount = {
  name: '秦月',
  phone: null,
  role: 'grid',
  areaCode: '9901',
  departmentCode: 'fire',
};

describe('where somebody works', () => {
  it('is an area or a department, by their role', () => {
    expect(fittingWork(work)).toMatchObject({ areaCode: '9901', departmentCode: null });
    expect(fittingWork({ ...work, role: 'department' })).toMatchObject({
      areaCode: null,
      departmentCode: 'fire',
    });
    expect(fittingWork({ ...work, role: 'audit-admin' })).toMatchObject({
      areaCode: null,
      departmentCode: null,
    });
    expect(fittingWork({ ...work, role: 'leader' })).toMatchObject({
      areaCode: '9901',
      departmentCode: null,
    });
  });

  it('may be the whole district for the centre, and not for those in the field', () => {
    expect(isWorkComplete({ ...work, areaCode: null })).toBe(false);
    expect(isWorkComplete({ ...work, role: 'operator', areaCode: null })).toBe(true);
    expect(isWorkComplete({ ...work, role: 'department', departmentCode: null })).toBe(false);
    expect(isWorkComplete({ ...work, name: ' ' })).toBe(false);
  });
});
