import { type CaseSearch, SavedFilter } from '#contract/find.ts';
import type { Db } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';

export async function listSavedFilters(db: Db, userId: string): Promise<SavedFilter[]> {
  const { rows } = await db.query(
    'select id, name, query from saved_filters where user_id = $1 order by created_at, id',
    [userId],
  );
  return rows.map((row) => SavedFilter.parse(row));
}

/** Keeps a filter under its name; one of the same name is replaced. */
export async function saveFilter(
  db: Db,
  userId: string,
  filter: { name: string; query: CaseSearch },
): Promise<SavedFilter> {
  const { rows } = await db.query(
    `insert into saved_filters (user_id, name, query) values ($1, $2, $3)
     on conflict (user_id, name) do update set query = excluded.query returning id, name, query`,
    [userId, filter.name, filter.query],
  );
  return SavedFilter.parse(rows[0]);
}

/** Forgets one of the user's own filters; false where they have none of this id. */
export async function dropFilter(db: Db, userId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { rowCount } = await db.query('delete from saved_filters where user_id = $1 and id = $2', [
    userId,
    id,
  ]);
  return rowCount === 1;
}
