import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionUser } from '#contract/session.ts';
import { type DispatchFixture, plantDispatch } from '../case-dispatch.fixture.ts';
import { readCasesById } from '../cases/cases-by-id.ts';
import { readWorkingCalendar } from '../cases/working-calendar.repository.ts';
import { createDispatchService, type DispatchService } from './dispatch.service.ts';

let here: DispatchFixture;
let dispatch: DispatchService;
let admin: SessionUser;
let noted: string[];

beforeEach(async () => {
  noted = [];
  here = await plantDispatch();
  admin = { ...here.operator, username: 'a', name: 'a', expiresAt: '2030-01-01T00:00:00.000Z' };
  dispatch = createDispatchService({
    pool: here.pool,
    readCases: (ids) => readCasesById(here.pool, ids),
    readCalendar: readWorkingCalendar,
    note: (_tx, actorId, { object }) => noted.push(`${actorId === admin.id} ${object.kind}`),
  });
});
afterEach(() => here.drop());

describe('a centre', () => {
  it('finds the fast-response policy and the ordinary one ready, and changes them', async () => {
    const { items } = await dispatch.policies();
    expect(items.map(({ code }) => code)).toEqual(['default', 'fast-complex', 'fast-larger', 'fast-simple']);
    const simple = items.find(({ code }) => code === 'fast-simple');
    expect(simple?.phases).toMatchObject({
      accept: { value: 5, unit: 'minutes' },
      dispatch: { value: 5, unit: 'minutes' },
      receive: { value: 5, unit: 'minutes' },
      whole: { value: 30, unit: 'minutes' },
    });
    const changed = {
      ...items[0]!,
      yellow: 0.5,
      phases: { accept: { value: 2, unit: 'urgent-hours', climbs: true } },
    } as const;
    await dispatch.savePolicy('default', changed, admin);
    expect((await dispatch.policies()).items[0]).toEqual(changed);
    expect(noted).toEqual(['true limit-policy']);
    await expect(dispatch.savePolicy('other', changed, admin)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('sets after how long cases climb, from the bottom up', async () => {
    const { items } = await dispatch.escalation();
    expect(items.map(({ level }) => level)).toEqual([
      'micro-grid',
      'grid',
      'community',
      'street',
      'county',
      'department',
    ]);
    const changed = items.map((each) => ({ ...each, graceMinutes: 15, copiedRoles: ['leader' as const] }));
    expect(await dispatch.saveEscalation(changed, admin)).toEqual({ items: changed });
  });

  it('imports the year’s holidays, after which limits count by them', async () => {
    const csv = 'date,kind\n2030-01-01,holiday\n2030-01-05,workday\n';
    expect(await dispatch.importDays(csv, false, admin)).toMatchObject({ applied: false, years: ['2030'] });
    expect((await dispatch.calendar()).holidays).not.toContain('2030-01-01');
    expect(await dispatch.importDays(csv, true, admin)).toMatchObject({ applied: true, problems: [] });
    const calendar = await dispatch.calendar();
    expect(calendar.holidays).toContain('2030-01-01');
    expect(calendar.holidays).toContain('2026-10-01');
    expect(calendar.adjustedWorkdays).toContain('2030-01-05');
    expect(await dispatch.importDays('2030-13-01,holiday', true, admin)).toMatchObject({ applied: false });
    expect(await dispatch.calendar()).toEqual(calendar);
  });
});
