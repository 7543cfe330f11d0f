import { AlertActionRecord, AlertDelivery } from '#contract/alert.ts';
import type { Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';
import { seenAlerts } from './alert.repository.ts';

/** What became of an alert, oldest first. */
export async function listActions(db: Db, alertId: string): Promise<AlertActionRecord[]> {
  const { rows } = await db.query(
    `select x.action, x.at, u.name as actor_name, x.by_link, coalesce(x.note, t.name) as note
       from alert_actions x left join users u on u.id = x.actor_id
       left join users t on t.id = (x.data->>'userId')::uuid
      where x.alert_id = $1 order by x.id`,
    [alertId],
  );
  return rows.map((row) =>
    AlertActionRecord.parse({
      action: row.action,
      at: row.at.toISOString(),
      actorName: row.actor_name,
      byLink: row.by_link,
      note: row.note,
    }),
  );
}

const selectDeliveries = `
  select d.*, k.name as channel_name, k.kind as channel_kind, u.name as user_name,
         coalesce((select jsonb_agg(jsonb_build_object('at', t.at, 'ok', t.ok, 'answer', t.answer) order by t.id)
                     from alert_attempts t where t.delivery_id = d.id), '[]') as tries
    from alert_deliveries d join alert_channels k on k.id = d.channel_id left join users u on u.id = d.user_id`;

/** Every message of an alert with every try, oldest first. */
export async function listDeliveries(db: Db, alertId: string): Promise<AlertDelivery[]> {
  const { rows } = await db.query(`${selectDeliveries} where d.alert_id = $1 order by d.created_at, d.id`, [
    alertId,
  ]);
  return rows.map(deliveryOfRow);
}

/** The newest messages that could not be sent, about what a scope sees. */
export async function listDeadDeliveries(db: Db, scope: Scope): Promise<AlertDelivery[]> {
  const values: unknown[] = [];
  const seen = seenAlerts(scope, (value) => `$${values.push(value)}`);
  const { rows } = await db.query(
    `${selectDeliveries} join alerts a on a.id = d.alert_id left join cases c on c.id = a.case_id
      where d.state = 'dead' and ${seen} order by d.created_at desc limit 200`,
    values,
  );
  return rows.map(deliveryOfRow);
}

/** A dead message waits again, as if it had not been tried; undefined where it is none that the scope sees. */
export async function reviveDelivery(db: Db, scope: Scope, id: string): Promise<AlertDelivery | undefined> {
  const values: unknown[] = [id];
  const seen = seenAlerts(scope, (value) => `$${values.push(value)}`);
  const { rowCount } = await db.query(
    `update alert_deliveries d set state = 'waiting', attempts = 0, due_at = clock_timestamp()
       from alerts a left join cases c on c.id = a.case_id
      where d.id = $1 and d.state = 'dead' and a.id = d.alert_id and ${seen}`,
    values,
  );
  if (rowCount !== 1) return undefined;
  const { rows } = await db.query(`${selectDeliveries} where d.id = $1`, [id]);
  return rows[0] && deliveryOfRow(rows[0]);
}

// biome-ignore lint/suspicious/noExplicitAny: a row of selectDeliveries, checked by the contract's schema
function deliveryOfRow(row: any): AlertDelivery {
  return AlertDelivery.parse({
    id: row.id,
    alertId: row.alert_id,
    round: row.round,
    channelName: row.channel_name,
    channelKind: row.channel_kind,
    userName: row.user_name,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    dueAt: row.due_at.toISOString(),
    reason: row.reason,
    attempts: row.tries,
  });
}
