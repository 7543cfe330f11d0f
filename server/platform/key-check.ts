import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from './db.ts';

/**
 * Whether a key that lies outside of the database is the one that its secrets were sealed with. The first key that is
 * asked about is remembered, by a code that tells nothing of it.
 */
export async function isKnownKey(db: Db, name: string, key: Buffer): Promise<boolean> {
  const code = createHmac('sha256', key).update(`eyrie key ${name}`).digest();
  await db.query('insert into secrets (name, value) values ($1, $2) on conflict do nothing', [
    `key-check:${name}`,
    code,
  ]);
  const { rows } = await db.query('select value from secrets where name = $1', [`key-check:${name}`]);
  return timingSafeEqual(rows[0].value, code);
}
