import { type Pool, transact } from '../platform/db.ts';
import { noteAudit } from './note-audit.ts';
import { verifyAudit } from './verify-audit.ts';

/** The chain does not fit: nothing of it may be taken away until somebody has looked. */
export class AuditBroken extends Error {}

/**
 * Takes away whole days (UTC) that ended more than `days` ago, keeps the last hash of what went, and says so in the
 * log. The database itself refuses to give away less than half a year. Answers how many rows went.
 */
export async function trimAudit(pool: Pool, days: number): Promise<number> {
  const { rows } = await pool.query(
    `select date_trunc('day', now() - make_interval(days => $1), 'UTC') as before,
            (select max(number) from audit_log where at < date_trunc('day', now() - make_interval(days => $1), 'UTC'))
              as last`,
    [Math.max(days, 181)],
  );
  const { before, last } = rows[0];
  if (last === null) return 0;
  const { firstBroken } = await verifyAudit(pool, last);
  if (firstBroken)
    throw new AuditBroken(`audit row ${firstBroken.number} is ${firstBroken.why}: old days are kept`);
  return transact(pool, async (tx) => {
    const deleted = await tx.query(
      `with gone as (delete from audit_log where number <= $1 returning number, hash)
       insert into audit_cuts (number, hash, rows_deleted, before)
         select $1, (select hash from gone where number = $1), (select count(*) from gone), $2
          where exists (select from gone where number = $1)
       returning rows_deleted as count`,
      [last, before],
    );
    const count: number | undefined = deleted.rows[0]?.count;
    if (count === undefined) return 0; // another server was quicker
    noteAudit(tx, {
      action: 'audit-delete',
      actorId: null,
      details: { rows: count, before: before.toISOString() },
    });
    return count;
  });
}
