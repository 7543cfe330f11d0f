import type { Alert, AlertAct, AlertDetail, AlertPerson, AlertQuery } from '#contract/alert.ts';
import type { SessionUser } from '#contract/session.ts';
import { scopeOf, seesCase } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import { actOnAlert } from './act-on-alert.ts';
import { findAlert, listAlerts } from './alert.repository.ts';
import { listActions, listDeliveries } from './alert-detail.repository.ts';
import { actionsFrom } from './alert-machine.ts';
import { listPeople, type OnDuty } from './recipients.ts';

export type AlertService = ReturnType<typeof createAlertService>;

/** Reading alerts and answering them. */
export function createAlertService(pool: Pool, onDuty: OnDuty) {
  /** An alert about what the reader may see; to anybody else there is none. */
  const get = async (id: string, reader: SessionUser): Promise<Alert> => {
    const found = isUuid(id) ? await findAlert(pool, id) : undefined;
    if (!found || !seesCase(scopeOf(reader), found.facts))
      throw new Problem('alert-not-found', `There is no alert ${id}`);
    return found;
  };
  const detail = async (id: string, reader: SessionUser): Promise<AlertDetail> => {
    const found = await get(id, reader);
    const [actions, deliveries] = await Promise.all([listActions(pool, id), listDeliveries(pool, id)]);
    return { ...found, actions, deliveries, nextActions: actionsFrom(found.state) };
  };
  return {
    detail,

    async list({ state, caseId, mine, limit }: AlertQuery, reader: SessionUser): Promise<{ items: Alert[] }> {
      const recipientId = mine ? reader.id : undefined;
      return { items: await listAlerts(pool, scopeOf(reader), { state, caseId, recipientId, limit }) };
    },

    async act(id: string, request: AlertAct, actor: SessionUser): Promise<AlertDetail> {
      await get(id, actor);
      await actOnAlert(pool, onDuty, id, request, actor);
      return detail(id, actor);
    },

    /** Who else may see it. */
    async people(id: string, reader: SessionUser): Promise<{ items: AlertPerson[] }> {
      const { facts } = await get(id, reader);
      const people = await listPeople(pool);
      const items = people
        .filter((person) => person.id !== reader.id && seesCase(scopeOf(person), facts))
        .map(({ id: personId, name, role }) => ({ id: personId, name, role }));
      return { items };
    },
  };
}
