import type { Db } from '../platform/db.ts';

/** Photos that were sent and never named in a report or a step are kept for so long. */
const keepDays = 7;

/**
 * Deletes photos that nobody came back for: the file first, then the row, so that what a kill leaves is found again.
 * Answers how many.
 */
export async function forgetUnnamedPhotos(
  db: Db,
  store: { delete(key: string): Promise<boolean> },
): Promise<number> {
  const { rows } = await db.query<{ id: string; storage_key: string }>(
    `select id, storage_key from photos
      where case_id is null and uploaded_at < now() - make_interval(days => $1) order by uploaded_at limit 500`,
    [keepDays],
  );
  for (const { id, storage_key } of rows) {
    await store.delete(storage_key);
    await db.query('delete from photos where id = $1 and case_id is null', [id]);
  }
  return rows.length;
}
