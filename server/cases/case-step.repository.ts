import { type Case, type CaseStepData, CaseStepRecord } from '#contract/case.ts';
import type { CaseState } from '#contract/case-state.ts';
import type { Db } from '../platform/db.ts';
import { caseOfRow, pointsOf, selectCases } from './case-row.ts';
import type { CaseChanges } from './case-rules.ts';

/** A case as it stands, kept from others until the transaction ends. */
export async function lockCase(tx: Db, id: string): Promise<Case | undefined> {
  const { rows } = await tx.query(`${selectCases} where c.id = $1 for update of c`, [id]);
  return rows[0] && caseOfRow(rows[0]);
}

/** Locks a case and the one that a step names beside it in one order, so that two steps never wait for each other. */
export async function lockInOrder(tx: Db, id: string, otherIdOrNumber: string | undefined): Promise<void> {
  if (otherIdOrNumber === undefined) return;
  await tx.query('select from cases where id = $1 or id::text = $2 or number = $2 order by id for update', [
    id,
    otherIdOrNumber,
  ]);
}

/** The id of a case by its id or number. */
export async function findCaseId(db: Db, idOrNumber: string): Promise<string | undefined> {
  const { rows } = await db.query('select id from cases where id::text = $1 or number = $1', [idOrNumber]);
  return rows[0]?.id;
}

/** Whether `id` is `above` or lies somewhere above it by `parent_id`: tying them would close a ring. */
export async function isAbove(db: Db, id: string, above: string): Promise<boolean> {
  const { rows } = await db.query(
    `with recursive up as (
       select id, parent_id from cases where id = $1
       union select c.id, c.parent_id from cases c join up on c.id = up.parent_id)
     select exists (select from up where id = $2) as found`,
    [above, id],
  );
  return rows[0].found;
}

/** When a case came into a state for the last time. */
const momentOf: Partial<Record<CaseState, string>> = {
  accepted: 'accepted_at',
  dispatched: 'dispatched_at',
  received: 'received_at',
  'on-site': 'arrived_at',
  feedback: 'feedback_at',
  checked: 'checked_at',
  rated: 'rated_at',
};

/** Writes what a step changes. A case whose new state `ends` it is closed; any other state opens it again. */
export async function changeCase(
  tx: Db,
  id: string,
  changes: CaseChanges & { dueAt?: string },
  ends: boolean,
): Promise<void> {
  const values: unknown[] = [id];
  const sets = ['version = version + 1'];
  const set = (column: string, value: unknown) => sets.push(`${column} = $${values.push(value)}`);
  if (changes.state !== undefined) {
    set('state', changes.state);
    sets.push(`closed_at = ${ends ? 'coalesce(closed_at, now())' : 'null'}`);
    const moment = momentOf[changes.state];
    if (moment) sets.push(`${moment} = now()`);
  }
  if (changes.suspendedState !== undefined) set('suspended_state', changes.suspendedState);
  if (changes.departmentCode !== undefined) set('department_code', changes.departmentCode);
  if (changes.level !== undefined) set('level', changes.level);
  if (changes.delayRequestedUntil !== undefined) set('delay_requested_until', changes.delayRequestedUntil);
  if (changes.mergedIntoId !== undefined) set('merged_into_id', changes.mergedIntoId);
  if (changes.parentId !== undefined) set('parent_id', changes.parentId);
  if (changes.rating !== undefined) set('rating', changes.rating && pointsOf[changes.rating]);
  if (changes.dueAt !== undefined) set('due_at', changes.dueAt);
  await tx.query(`update cases set ${sets.join(', ')} where id = $1`, values);
}

/** What happened to a case; `actorId` null is the product itself. */
export interface NewStep {
  caseId: string;
  step: string;
  fromState: CaseState | null;
  toState: CaseState;
  actorId: string | null;
  note: string | null;
  data: CaseStepData;
}

export async function insertStep(tx: Db, step: NewStep): Promise<void> {
  await tx.query(
    `insert into case_steps (case_id, step, from_state, to_state, actor_id, note, data)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [step.caseId, step.step, step.fromState, step.toState, step.actorId, step.note, step.data],
  );
}

/** Ends whoever had the case in hand, and gives it to these departments, the first of them in charge (主办). */
export async function handOver(tx: Db, caseId: string, departmentCodes: readonly string[]): Promise<void> {
  await tx.query('update case_handlers set until = now() where case_id = $1 and until is null', [caseId]);
  await tx.query(
    `insert into case_handlers (case_id, department_code, main, since)
     select $1, code, n = 1, clock_timestamp() from unnest($2::text[]) with ordinality as d (code, n)`,
    [caseId, departmentCodes],
  );
}

/** Codes that name no department. */
export async function unknownDepartments(db: Db, codes: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    `select code from unnest($1::text[]) as asked (code)
      where not exists (select from departments d where d.code = asked.code and d.retired_at is null)`,
    [codes],
  );
  return rows.map((row) => row.code);
}

export async function listSteps(db: Db, caseId: string): Promise<CaseStepRecord[]> {
  const { rows } = await db.query(
    `select s.step, s.at, u.name as actor_name, s.note, s.from_state, s.to_state, s.data,
            d.name as department_name, d.name_en as department_name_en
       from case_steps s left join users u on u.id = s.actor_id
       left join departments d on d.code = coalesce(s.data->>'departmentCode', u.department_code)
      where s.case_id = $1 order by s.id`,
    [caseId],
  );
  return rows.map((row) =>
    CaseStepRecord.parse({
      step: row.step,
      at: row.at.toISOString(),
      actorName: row.actor_name,
      departmentName: row.department_name,
      departmentNameEn: row.department_name_en,
      note: row.note,
      fromState: row.from_state,
      toState: row.to_state,
      data: row.data,
    }),
  );
}
