import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Roster, Rotation, type SaveRoster } from '#contract/duty.ts';
import type { SessionUser } from '#contract/session.ts';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { readEvents } from '../platform/event-log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { createDutyChanges, type DutyChanges } from './duty-change.service.ts';
import { createEmergencySwitch } from './emergency.service.ts';
import { onDutyNow } from './on-duty-now.ts';
import { createRosterService, type RosterService } from './roster.service.ts';

let database: TestDatabase;
let rosters: RosterService;
let changes: DutyChanges;
let anna: SessionUser;
let bo: SessionUser;
let roster: Roster;
const hourMs = 3_600_000;

beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  rosters = createRosterService(database.pool);
  changes = createDutyChanges(database.pool);
  anna = await person('anna');
  bo = await person('bo');
  roster = await rosters.save(ofOne(anna));
});
afterEach(() => database.drop());

async function person(name: string): Promise<SessionUser> {
  const { rows } = await database.pool.query(
    `insert into users (username, name, role, password_hash) values ($1, $1, 'operator', '') returning id`,
    [name],
  );
  const rest = {
    role: 'operator' as const,
    areaCode: null,
    departmentCode: null,
    expiresAt: '2030-01-01T00:00:00Z',
  };
  return { id: rows[0].id, username: name, name, ...rest };
}
const ofOne = (...people: SessionUser[]): SaveRoster => ({
  name: '值班',
  nameEn: 'Duty',
  rotation: Rotation.parse({
    startsOn: '2026-11-02',
    patterns: [
      { weekdays: [1, 2, 3, 4, 5, 6, 7], handOverTimes: ['00:00'], userIds: people.map(({ id }) => id) },
    ],
  }),
  emergencyRosterId: null,
});
const inHours = (hours: number) =>
  new Date(Math.floor(Date.now() / 60_000) * 60_000 + hours * hourMs).toISOString();
const whoIn = async (hours: number): Promise<string | undefined> => {
  const { stretches } = await changes.calendar(roster.id, { from: inHours(hours), to: inHours(hours + 0.5) });
  return stretches[0]?.userName;
};
const onlySwap = async (): Promise<string> => {
  const { swaps } = await changes.calendar(roster.id, { from: inHours(0), to: inHours(1) });
  return swaps[0]?.id ?? '';
};

describe('a roster', () => {
  it('tells who is on duty now, and who in any time', async () => {
    expect(roster.now).toMatchObject({ userId: anna.id, userName: 'anna' });
    expect(await onDutyNow(database.pool, roster.id)).toBe(anna.id);
    expect((await rosters.list()).items.map(({ id }) => id)).toEqual([roster.id]);
    await expect(
      changes.calendar(roster.id, { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }),
    ).rejects.toThrow(/at most 100 days/);
  });

  it('is refused with people who are none, and kept while a policy alerts by it', async () => {
    const nobody = { ...anna, id: '00000000-0000-4000-8000-000000000000' };
    await expect(rosters.save(ofOne(nobody))).rejects.toThrow(/rotation: .* is nobody/);
    await database.pool.query(`insert into alert_policies (name, steps) values ('p', $1)`, [
      JSON.stringify([
        { targets: [{ kind: 'roster', rosterId: roster.id }], channelIds: [], waitSeconds: 60 },
      ]),
    ]);
    await expect(rosters.retire(roster.id)).rejects.toMatchObject({ code: 'roster-in-use' });
    await database.pool.query('update alert_policies set retired_at = now()');
    await rosters.retire(roster.id);
    expect(await onDutyNow(database.pool, roster.id)).toBeUndefined();
  });

  it('follows an override until it is taken back', async () => {
    await changes.override(
      roster.id,
      { userId: bo.id, from: inHours(-1), to: inHours(2), reason: '病假' },
      anna,
    );
    expect(await onDutyNow(database.pool, roster.id)).toBe(bo.id);
    const { stretches } = await changes.calendar(roster.id, { from: inHours(0), to: inHours(1) });
    await changes.undo(stretches[0]?.overrideId ?? '', anna);
    expect(await onDutyNow(database.pool, roster.id)).toBe(anna.id);
  });

  it('keeps the notes for whoever takes over', async () => {
    await changes.note(roster.id, '东门车辆已通知车主', anna);
    const { notes } = await changes.calendar(roster.id, { from: inHours(0), to: inHours(1) });
    expect(notes).toMatchObject([{ authorName: 'anna', text: '东门车辆已通知车主' }]);
  });
});

describe('a swap', () => {
  it('is asked, accepted by whoever was asked, and then both take over', async () => {
    await changes.override(roster.id, { userId: bo.id, from: inHours(50), to: inHours(60) }, anna);
    await changes.askSwap(
      roster.id,
      { askedOf: bo.id, from: inHours(10), to: inHours(20), returnFrom: inHours(50), returnTo: inHours(60) },
      anna,
    );
    const id = await onlySwap();
    await expect(changes.decide(id, 'accept', anna)).rejects.toMatchObject({ code: 'not-found' });
    expect(await whoIn(12)).toBe('anna');
    await changes.decide(id, 'accept', bo);
    expect([await whoIn(12), await whoIn(52), await whoIn(22)]).toEqual(['bo', 'anna', 'anna']);
    await expect(changes.decide(id, 'decline', bo)).rejects.toMatchObject({ code: 'swap-decided' });
  });

  it('of somebody else’s time is refused, at once or once it is not theirs any more', async () => {
    await expect(
      changes.askSwap(roster.id, { askedOf: anna.id, from: inHours(10), to: inHours(20) }, bo),
    ).rejects.toThrow(/theirs to swap/);
    await changes.askSwap(roster.id, { askedOf: bo.id, from: inHours(10), to: inHours(20) }, anna);
    const other = await person('chen');
    await changes.override(roster.id, { userId: other.id, from: inHours(12), to: inHours(13) }, anna);
    const id = await onlySwap();
    await expect(changes.decide(id, 'accept', bo)).rejects.toThrow(/theirs to swap/);
    expect(await whoIn(11)).toBe('anna');
  });
});

describe('the emergency switch', () => {
  it('puts the emergency roster in the other’s place at one press, and back, and says who and why', async () => {
    const emergencyRoster = await rosters.save({ ...ofOne(bo), name: '应急值班' });
    await rosters.save({ ...ofOne(anna), emergencyRosterId: emergencyRoster.id }, roster.id);
    const emergency = createEmergencySwitch(database.pool);
    expect(await emergency.read()).toEqual({ active: false, at: null, byName: null, reason: null });
    await emergency.press(true, '暴雨红色预警', anna);
    expect(await onDutyNow(database.pool, roster.id)).toBe(bo.id);
    await expect(emergency.press(true, '再按一次', bo)).rejects.toMatchObject({
      code: 'emergency-unchanged',
    });
    expect(await emergency.press(false, '预警解除', bo)).toMatchObject({
      active: false,
      byName: 'bo',
      reason: '预警解除',
    });
    expect(await onDutyNow(database.pool, roster.id)).toBe(anna.id);
    const events = await readEvents(database.pool, 0, 10);
    expect(events.map(({ event }) => [event.name, event.payload])).toMatchObject([
      ['emergencyChanged', { active: true, byName: 'anna', reason: '暴雨红色预警' }],
      ['emergencyChanged', { active: false }],
    ]);
  });
});
