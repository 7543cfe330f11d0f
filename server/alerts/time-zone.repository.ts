import type { Db } from '../platform/db.ts';

/** The district's clock (IANA name). */
export async function readTimeZone(db: Db): Promise<string> {
  const { rows } = await db.query('select time_zone from district');
  return rows[0]?.time_zone ?? 'Asia/Shanghai';
}
