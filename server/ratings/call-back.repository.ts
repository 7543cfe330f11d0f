import { CallBack, type CallBackOutcome } from '#contract/rating.ts';
import type { Db } from '../platform/db.ts';

/** Which cases the reader may see, as a condition on `c`; undefined where it is all of them. */
export type SeenCases = (bind: (value: unknown) => string) => string | undefined;

const selectCallBacks = `
  select b.id, b.case_id, c.number, t.name as type_name, t.name_en as type_name_en,
         g.name as grid_name, g.name_en as grid_name_en, coalesce(k.name, u.name) as reporter_name,
         coalesce(r.phone, k.phone) as phone,
         v.note, v.rated_at, b.done_at, d.name as done_by, b.outcome, b.note as outcome_note
    from call_backs b
    join ratings v on v.id = b.rating_id
    join cases c on c.id = b.case_id
    join event_types t on t.code = c.type_code
    left join grids g on g.code = c.grid_code
    left join users u on u.id = c.reporter_id
    left join residents r on r.id = c.resident_id
    left join case_contacts k on k.case_id = c.id
    left join users d on d.id = b.done_by`;

// biome-ignore lint/suspicious/noExplicitAny: a row of selectCallBacks, checked by the contract's schema below
const callBackOfRow = (row: any): CallBack =>
  CallBack.parse({
    id: row.id,
    caseId: row.case_id,
    number: row.number,
    typeName: row.type_name,
    typeNameEn: row.type_name_en,
    gridName: row.grid_name,
    gridNameEn: row.grid_name_en,
    reporterName: row.reporter_name,
    phone: row.phone,
    note: row.note,
    ratedAt: row.rated_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    doneBy: row.done_by,
    outcome: row.outcome,
    outcomeNote: row.outcome_note,
  });

export async function insertCallBack(tx: Db, caseId: string, ratingId: number): Promise<void> {
  await tx.query('insert into call_backs (case_id, rating_id) values ($1, $2)', [caseId, ratingId]);
}

/** Those that wait, longest first; or those that are done, newest first. */
export async function listCallBacks(db: Db, isDone: boolean, seen: SeenCases): Promise<CallBack[]> {
  const values: unknown[] = [];
  const condition = seen((value) => `$${values.push(value)}`);
  const { rows } = await db.query(
    `${selectCallBacks} where b.done_at is ${isDone ? 'not null' : 'null'} ${condition ? `and ${condition}` : ''}
      order by ${isDone ? 'b.done_at desc' : 'b.created_at'}, b.id limit 500`,
    values,
  );
  return rows.map(callBackOfRow);
}

export async function findCallBack(db: Db, id: string, seen: SeenCases): Promise<CallBack | undefined> {
  const values: unknown[] = [id];
  const condition = seen((value) => `$${values.push(value)}`);
  const { rows } = await db.query(
    `${selectCallBacks} where b.id = $1 ${condition ? `and ${condition}` : ''}`,
    values,
  );
  return rows[0] && callBackOfRow(rows[0]);
}

/** False where somebody else was faster. */
export async function markDone(
  tx: Db,
  id: string,
  done: { by: string; outcome: CallBackOutcome; note: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update call_backs set done_at = now(), done_by = $2, outcome = $3, note = $4 where id = $1 and done_at is null`,
    [id, done.by, done.outcome, done.note],
  );
  return rowCount === 1;
}
