import type { DutyPerson, Roster, SaveRoster } from '#contract/duty.ts';
import type { Pool } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import { readDutyPlan } from './duty-plan.repository.ts';
import { dutyStretches } from './on-duty-at.ts';
import { listDutyPeople, listRosters, retireRoster, saveRoster } from './roster.repository.ts';

export type RosterService = ReturnType<typeof createRosterService>;

/** No shift is longer: hand-over times come every day. */
const longestTurnMs = 49 * 3_600_000;
const noRoster = (id: string) => new Problem('not-found', `There is no roster ${id}`);

/** Rosters, and who is on duty by them now. */
export function createRosterService(pool: Pool) {
  const withNow = async (
    roster: SaveRoster & { id: string },
    people: readonly DutyPerson[],
  ): Promise<Roster> => {
    const now = Date.now();
    const plan = await readDutyPlan(pool, roster.id, now, now + longestTurnMs);
    const [stretch] = plan ? dutyStretches(plan, now, now + longestTurnMs) : [];
    if (!stretch) throw noRoster(roster.id);
    const { userId, to } = stretch;
    const userName = people.find(({ id }) => id === userId)?.name ?? '–';
    return { ...roster, now: { userId, userName, until: new Date(to).toISOString() } };
  };
  const find = async (id: string): Promise<Roster> => {
    const [found] = isUuid(id) ? await listRosters(pool, id) : [];
    if (!found) throw noRoster(id);
    return withNow(found, await listDutyPeople(pool));
  };
  return {
    people: async (): Promise<{ items: DutyPerson[] }> => ({ items: await listDutyPeople(pool) }),

    async list(): Promise<{ items: Roster[] }> {
      const people = await listDutyPeople(pool);
      return { items: await Promise.all((await listRosters(pool)).map((each) => withNow(each, people))) };
    },

    async save(roster: SaveRoster, id?: string): Promise<Roster> {
      const known = new Set((await listDutyPeople(pool)).map((person) => person.id));
      const unknown = roster.rotation.patterns
        .flatMap(({ userIds }) => userIds)
        .find((each) => !known.has(each));
      if (unknown) throw wrongField('rotation', `${unknown} is nobody who can be on duty`);
      const { emergencyRosterId } = roster;
      if (emergencyRosterId !== null) {
        if (emergencyRosterId === id) throw wrongField('emergencyRosterId', 'it can’t take its own place');
        if ((await listRosters(pool, emergencyRosterId)).length === 0)
          throw wrongField('emergencyRosterId', `${emergencyRosterId} is no roster`);
      }
      const saved = id === undefined || isUuid(id) ? await saveRoster(pool, roster, id) : undefined;
      if (!saved) throw noRoster(id ?? '');
      return find(saved);
    },

    async retire(id: string): Promise<Record<string, never>> {
      const outcome = isUuid(id) ? await retireRoster(pool, id) : 'none';
      if (outcome === 'none') throw noRoster(id);
      if (outcome === 'used')
        throw new Problem('roster-in-use', `Policies or other rosters still name roster ${id}`);
      return {};
    },
  };
}
