import { LimitPhase } from '#contract/case-limit.ts';
import { LimitUnit } from '#contract/working-calendar.ts';
import type { Db } from '../platform/db.ts';
import type { Told } from './limit-ladder.ts';
import type { LimitTimes } from './limit-times.ts';

/** A limit of a case as it is kept; times in epoch milliseconds. */
export interface KeptLimit extends LimitTimes {
  id: number;
  caseId: string;
  phase: LimitPhase;
  value: number;
  unit: LimitUnit;
  climbs: boolean;
  startedAt: number;
  told: Told;
  pausedAt: number | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a row of case_limits, whose words are parsed below
const limitOfRow = (row: any): KeptLimit => ({
  id: row.id,
  caseId: row.case_id,
  phase: LimitPhase.parse(row.phase),
  value: row.limit_value,
  unit: LimitUnit.parse(row.limit_unit),
  climbs: row.climbs,
  startedAt: row.started_at.getTime(),
  yellowAt: row.yellow_at.getTime(),
  redAt: row.red_at.getTime(),
  dueAt: row.due_at.getTime(),
  told: row.told,
  pausedAt: row.paused_at?.getTime() ?? null,
});

/** What runs in a case, kept from others; lock the case first. */
export async function lockLimits(tx: Db, caseId: string): Promise<KeptLimit[]> {
  const { rows } = await tx.query(
    'select * from case_limits where case_id = $1 and ended_at is null order by id for update',
    [caseId],
  );
  return rows.map(limitOfRow);
}

export type NewLimit = Omit<KeptLimit, 'id' | 'told' | 'pausedAt'>;

export async function insertLimit(tx: Db, limit: NewLimit): Promise<void> {
  await tx.query(
    `insert into case_limits (case_id, phase, limit_value, limit_unit, climbs, started_at, yellow_at, red_at, due_at, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7)`,
    [
      limit.caseId,
      limit.phase,
      limit.value,
      limit.unit,
      limit.climbs,
      new Date(limit.startedAt),
      new Date(limit.yellowAt),
      new Date(limit.redAt),
      new Date(limit.dueAt),
    ],
  );
}

/** Writes a limit's times, what the case was told of it, and when it is told the next. */
export async function moveLimit(
  tx: Db,
  id: number,
  moved: LimitTimes & { told: Told; nextAt: number | null; pausedAt: number | null },
): Promise<void> {
  const time = (at: number | null) => (at === null ? null : new Date(at));
  await tx.query(
    `update case_limits set yellow_at = $2, red_at = $3, due_at = $4, told = $5, next_at = $6, paused_at = $7
      where id = $1`,
    [
      id,
      time(moved.yellowAt),
      time(moved.redAt),
      time(moved.dueAt),
      moved.told,
      time(moved.nextAt),
      time(moved.pausedAt),
    ],
  );
}

export async function endLimits(tx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('update case_limits set ended_at = clock_timestamp(), next_at = null where id = any($1)', [
    ids,
  ]);
}

/** A whole limit is what the case is due by. */
export async function setCaseDue(tx: Db, caseId: string, dueAt: number): Promise<void> {
  await tx.query('update cases set due_at = $2 where id = $1', [caseId, new Date(dueAt)]);
}

/** Says that a case has its limits, or can't be given any. */
export async function markPlanned(tx: Db, caseId: string): Promise<void> {
  await tx.query('update cases set limits_planned = true where id = $1', [caseId]);
}

/** A case that nobody has given its limits yet, kept from other servers; undefined where there is none. */
export async function claimUnplannedCase(tx: Db): Promise<string | undefined> {
  const { rows } = await tx.query(
    `select id from cases where not limits_planned and closed_at is null
      order by opened_at limit 1 for update skip locked`,
  );
  return rows[0]?.id;
}

/**
 * A limit of which a case is to be told something by now, with its case kept from others. What another server holds
 * is passed over; what it has just told shows when the row is read again behind the lock.
 */
export async function claimDueLimit(tx: Db): Promise<KeptLimit | 'told already' | undefined> {
  const { rows } = await tx.query(
    `select l.id from case_limits l join cases c on c.id = l.case_id
      where l.next_at <= now() order by l.next_at limit 1 for update of c skip locked`,
  );
  if (!rows[0]) return undefined;
  const again = await tx.query('select * from case_limits where id = $1 and next_at <= now() for update', [
    rows[0].id,
  ]);
  return again.rows[0] ? limitOfRow(again.rows[0]) : 'told already';
}

/** Comes back to a limit a minute later. */
export async function putOffLimit(db: Db, id: number): Promise<void> {
  await db.query(`update case_limits set next_at = now() + interval '1 minute' where id = $1`, [id]);
}

/** Now by the database's clock, which all servers share. */
export async function databaseNow(db: Db): Promise<number> {
  const { rows } = await db.query('select now() as now');
  return rows[0].now.getTime();
}
