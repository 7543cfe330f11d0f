import type { Alert, AlertActionName, AlertState } from '#contract/alert.ts';
import { PolicyStep } from '#contract/alert-rule.ts';
import { caseCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';
import { alertOfRow, selectAlerts } from './alert-row.ts';
import type { Occurrence } from './alert-rules.ts';

/** An alert with what only the product itself needs of it. */
export interface KeptAlert {
  alert: Alert;
  /** The policy as it was when the alert was raised. */
  policySteps: PolicyStep[];
  subject: string;
  cause: string;
  round: number;
  snoozedBy: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a row of selectAlerts
const keptOfRow = (row: any): KeptAlert => ({
  alert: alertOfRow(row),
  policySteps: PolicyStep.array().parse(row.steps),
  subject: row.subject,
  cause: row.cause,
  round: row.round,
  snoozedBy: row.snoozed_by,
});

/** The new alert's id; undefined where this rule was alerted of it already. */
export async function insertAlert(
  tx: Db,
  ruleId: string,
  occurrence: Occurrence,
  steps: readonly PolicyStep[],
): Promise<string | undefined> {
  const { rows } = await tx.query(
    `insert into alerts (rule_id, trigger, case_id, subject, cause, facts, steps, state, due_at, happened_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'waiting', now(), $8) on conflict do nothing returning id`,
    [
      ruleId,
      occurrence.trigger,
      occurrence.caseId,
      occurrence.subject,
      occurrence.cause,
      occurrence.facts,
      JSON.stringify(steps),
      new Date(occurrence.happenedAt),
    ],
  );
  return rows[0]?.id;
}

/** An alert as it stands, kept from others until the transaction ends. */
export async function lockAlert(tx: Db, id: string): Promise<KeptAlert | undefined> {
  const { rows } = await tx.query(`${selectAlerts} where a.id = $1 for update of a`, [id]);
  return rows[0] && keptOfRow(rows[0]);
}

/** An alert whose time to climb or to wake has come, and that nobody else is at. */
export async function claimDueAlert(tx: Db): Promise<KeptAlert | undefined> {
  const { rows } = await tx.query(
    `${selectAlerts} where a.due_at <= clock_timestamp() order by a.due_at limit 1 for update of a skip locked`,
  );
  return rows[0] && keptOfRow(rows[0]);
}

export async function findAlert(db: Db, id: string): Promise<Alert | undefined> {
  const { rows } = await db.query(`${selectAlerts} where a.id = $1`, [id]);
  return rows[0] && alertOfRow(rows[0]);
}

export interface AlertChange {
  state?: AlertState;
  step?: number;
  round?: number;
  /** Seconds from now; null for no more. */
  dueInSeconds?: number | null;
  /** Told of it now, in addition. */
  recipientIds?: readonly string[];
  acknowledgedBy?: string | null;
  takenBy?: string | null;
  snoozedBy?: string | null;
}

const ends: readonly AlertState[] = ['acknowledged', 'taken', 'over'];

export async function changeAlert(tx: Db, id: string, change: AlertChange): Promise<void> {
  const values: unknown[] = [id];
  const sets = ['version = version + 1'];
  const set = (column: string, value: unknown) => sets.push(`${column} = $${values.push(value)}`);
  if (change.state !== undefined) {
    set('state', change.state);
    sets.push(`ended_at = ${ends.includes(change.state) ? 'coalesce(ended_at, clock_timestamp())' : 'null'}`);
  }
  if (change.step !== undefined) set('step', change.step);
  if (change.round !== undefined) set('round', change.round);
  if (change.dueInSeconds !== undefined)
    sets.push(
      change.dueInSeconds === null
        ? 'due_at = null'
        : `due_at = clock_timestamp() + make_interval(secs => $${values.push(change.dueInSeconds)})`,
    );
  if (change.recipientIds && change.recipientIds.length > 0)
    sets.push(
      `recipient_ids = array(select distinct unnest(recipient_ids || $${values.push(change.recipientIds)}::uuid[]))`,
    );
  if (change.acknowledgedBy !== undefined) set('acknowledged_by', change.acknowledgedBy);
  if (change.takenBy !== undefined) set('taken_by', change.takenBy);
  if (change.snoozedBy !== undefined) set('snoozed_by', change.snoozedBy);
  await tx.query(`update alerts set ${sets.join(', ')} where id = $1`, values);
}

/** Something a person did (`AlertActionName`), or that happened by itself. */
export async function noteAction(
  tx: Db,
  alertId: string,
  action: AlertActionName | 'raise' | 'climb' | 'nobody' | 'wake' | 'unanswered' | 'over',
  by: { actorId?: string; byLink?: boolean; note?: string; data?: object } = {},
): Promise<void> {
  await tx.query(
    `insert into alert_actions (alert_id, action, actor_id, by_link, note, data) values ($1, $2, $3, $4, $5, $6)`,
    [alertId, action, by.actorId ?? null, by.byLink ?? false, by.note ?? null, by.data ?? {}],
  );
}

/** Open alerts about a case or a pre-alarm that is of no matter any more; an unhappy reporter stays one after the close. */
export async function listOpenOf(tx: Db, subject: string): Promise<string[]> {
  const { rows } = await tx.query(
    `select id from alerts where subject = $1 and state not in ('over', 'taken', 'acknowledged')
        and trigger <> 'dissatisfied' order by id`,
    [subject],
  );
  return rows.map((row) => row.id);
}

/** Newest first, of what a scope sees. */
export async function listAlerts(
  db: Db,
  scope: Scope,
  filter: {
    state: 'open' | 'all';
    caseId: string | undefined;
    recipientId: string | undefined;
    limit: number;
  },
): Promise<Alert[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [seenAlerts(scope, bind)];
  if (filter.state === 'open') conditions.push('a.ended_at is null');
  if (filter.caseId) conditions.push(`a.case_id = ${bind(filter.caseId)}`);
  if (filter.recipientId) conditions.push(`${bind(filter.recipientId)} = any(a.recipient_ids)`);
  const { rows } = await db.query(
    `${selectAlerts} where ${conditions.join(' and ')} order by a.created_at desc, a.id desc limit ${bind(filter.limit)}`,
    values,
  );
  return rows.map(alertOfRow);
}

/** Alerts about cases follow the cases; those about pre-alarms follow where the camera stands. */
export function seenAlerts(scope: Scope, bind: (value: unknown) => string): string {
  const ofCase = caseCondition(scope, bind);
  if (ofCase === undefined) return 'true';
  const ofPreAlarm = scope.kind === 'area' ? `a.facts->'areaCodes' ? ${bind(scope.areaCode)}` : 'false';
  return `case when a.case_id is null then ${ofPreAlarm} else ${ofCase} end`;
}
