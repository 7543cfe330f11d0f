import { randomBytes } from 'node:crypto';
import type { Db } from './db.ts';

/** A random key that is made once and shared by all servers of this database. */
export async function readSecret(db: Db, name: string): Promise<Buffer> {
  await db.query('insert into secrets (name, value) values ($1, $2) on conflict do nothing', [
    name,
    randomBytes(32),
  ]);
  const { rows } = await db.query('select value from secrets where name = $1', [name]);
  return rows[0].value;
}

/** The same, asked of the database when it is first needed, and once. */
export function keepSecret(db: Db, name: string): () => Promise<Buffer> {
  let kept: Promise<Buffer> | undefined;
  return () => {
    kept ??= readSecret(db, name).catch((error) => {
      kept = undefined; // whoever asked is told; the next one asks again
      throw error;
    });
    return kept;
  };
}
