import type { AlertFacts } from '#contract/alert.ts';
import type { ChannelKind } from '#contract/alert-channel.ts';
import type { AlertTarget } from '#contract/alert-rule.ts';
import type { Role } from '#contract/session.ts';
import { scopeOf, seesCase } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

/** Somebody who can be told. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  areaCode: string | null;
  departmentCode: string | null;
  /** Personal ways by which they can be reached at all. */
  ways: readonly ChannelKind[];
}

/** Who is on duty now by a roster; undefined where the roster is none, or retired. */
export type OnDuty = (db: Db, rosterId: string) => Promise<string | undefined>;

/** Everybody who may sign in. */
export async function listPeople(db: Db): Promise<Person[]> {
  const { rows } = await db.query(
    `select u.id, u.name, u.role, u.area_code as "areaCode", u.department_code as "departmentCode",
            array_remove(array['in-app',
              case when exists (select from push_subscriptions s where s.user_id = u.id) then 'web-push' end,
              case when k.email is not null then 'email' end,
              case when coalesce(k.phone, u.phone) is not null then 'sms' end], null) as ways
       from users u left join contacts k on k.user_id = u.id where u.disabled_at is null order by u.username`,
  );
  return rows;
}

/** Whom a step's targets name, each once; who may not see the matter is left out, however they are named. */
export async function findRecipients(
  db: Db,
  targets: readonly AlertTarget[],
  facts: AlertFacts,
  people: readonly Person[],
  onDuty: OnDuty,
): Promise<Person[]> {
  const ids = new Set<string>();
  for (const target of targets) {
    const dutyId = target.kind === 'roster' ? await onDuty(db, target.rosterId) : undefined;
    for (const person of people) if (isMeant(target, person, facts, dutyId)) ids.add(person.id);
  }
  return people.filter((person) => ids.has(person.id) && seesCase(scopeOf(person), facts));
}

function isMeant(
  target: AlertTarget,
  person: Person,
  facts: AlertFacts,
  dutyId: string | undefined,
): boolean {
  switch (target.kind) {
    case 'person':
      return person.id === target.userId;
    case 'role':
      return person.role === target.role && (target.areaCode === null || person.areaCode === target.areaCode);
    case 'roster':
      return person.id === dutyId;
    case 'department': {
      const code = target.departmentCode ?? facts.departmentCode;
      return person.role === 'department' && code !== null && person.departmentCode === code;
    }
  }
}
