import type { Db } from '../platform/db.ts';

const rowsPerStatement = 2000;

/**
 * Inserts many rows with few statements: `sql` reads them from `json_to_recordset($1)` under the names that it lists.
 */
export async function insertRows(
  db: Db,
  sql: string,
  rows: readonly object[],
  ...more: unknown[]
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await db.query(sql, [JSON.stringify(rows.slice(from, from + rowsPerStatement)), ...more]);
  }
}
