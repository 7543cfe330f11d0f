import { DutyNote, DutySwap } from '#contract/duty.ts';
import type { Db } from '../platform/db.ts';

/** A change of duty; times in epoch milliseconds. */
export interface NewOverride {
  rosterId: string;
  userId: string;
  from: number;
  to: number;
  reason: string | null;
  swapId: string | null;
  madeBy: string;
}

export async function insertOverride(db: Db, made: NewOverride): Promise<void> {
  await db.query(
    `insert into duty_overrides (roster_id, user_id, from_at, to_at, reason, swap_id, made_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      made.rosterId,
      made.userId,
      new Date(made.from),
      new Date(made.to),
      made.reason,
      made.swapId,
      made.madeBy,
    ],
  );
}

/** Takes an override back; both halves of a swap go together. Answers whether there was one. */
export async function undoOverride(db: Db, id: string, by: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update duty_overrides set undone_at = now(), undone_by = $2
      where undone_at is null and (id = $1 or swap_id = (select swap_id from duty_overrides where id = $1))`,
    [id, by],
  );
  return (rowCount ?? 0) > 0;
}

const selectSwaps = `
  select s.*, a.name as by_name, o.name as of_name
    from duty_swaps s join users a on a.id = s.asked_by join users o on o.id = s.asked_of`;

// biome-ignore lint/suspicious/noExplicitAny: a row of selectSwaps, checked by the contract's schema
const swapOfRow = (row: any): DutySwap =>
  DutySwap.parse({
    id: row.id,
    askedBy: { id: row.asked_by, name: row.by_name },
    askedOf: { id: row.asked_of, name: row.of_name },
    from: row.from_at.toISOString(),
    to: row.to_at.toISOString(),
    returnFrom: row.return_from_at?.toISOString() ?? null,
    returnTo: row.return_to_at?.toISOString() ?? null,
    note: row.note,
    state: row.state,
  });

/** What is still asked, and what was asked of this time. */
export async function listSwaps(db: Db, rosterId: string, from: number, to: number): Promise<DutySwap[]> {
  const { rows } = await db.query(
    `${selectSwaps} where s.roster_id = $1
        and ((s.state = 'asked' and s.to_at > now()) or (s.from_at < $3 and s.to_at > $2)) order by s.from_at, s.id`,
    [rosterId, new Date(from), new Date(to)],
  );
  return rows.map(swapOfRow);
}

/** A swap and its roster, kept from others until the transaction ends. */
export async function lockSwap(
  tx: Db,
  id: string,
): Promise<{ swap: DutySwap; rosterId: string } | undefined> {
  const { rows } = await tx.query(`${selectSwaps} where s.id = $1 for update of s`, [id]);
  return rows[0] && { swap: swapOfRow(rows[0]), rosterId: rows[0].roster_id };
}

export interface NewSwap {
  rosterId: string;
  askedBy: string;
  askedOf: string;
  from: string;
  to: string;
  returnFrom: string | null;
  returnTo: string | null;
  note: string | null;
}

export async function insertSwap(db: Db, swap: NewSwap): Promise<void> {
  await db.query(
    `insert into duty_swaps (roster_id, asked_by, asked_of, from_at, to_at, return_from_at, return_to_at, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      swap.rosterId,
      swap.askedBy,
      swap.askedOf,
      swap.from,
      swap.to,
      swap.returnFrom,
      swap.returnTo,
      swap.note,
    ],
  );
}

export async function decideSwap(db: Db, id: string, state: DutySwap['state']): Promise<void> {
  await db.query('update duty_swaps set state = $2, decided_at = now() where id = $1', [id, state]);
}

export async function insertNote(db: Db, rosterId: string, authorId: string, text: string): Promise<void> {
  await db.query('insert into duty_notes (roster_id, author_id, text) values ($1, $2, $3)', [
    rosterId,
    authorId,
    text,
  ]);
}

/** The newest fifty. */
export async function listNotes(db: Db, rosterId: string): Promise<DutyNote[]> {
  const { rows } = await db.query(
    `select n.at, u.name as author_name, n.text from duty_notes n join users u on u.id = n.author_id
      where n.roster_id = $1 order by n.id desc limit 50`,
    [rosterId],
  );
  return rows.map((row) =>
    DutyNote.parse({ at: row.at.toISOString(), authorName: row.author_name, text: row.text }),
  );
}
