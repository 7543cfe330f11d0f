import type { AuditVerdict } from '#contract/audit.ts';
import type { Db } from '../platform/db.ts';
import { readChain } from './audit.repository.ts';
import { hashRow, noHash } from './audit-chain.ts';

const batchRows = 2000;

/** Where the kept part of the chain begins and ends: after the newest cut, at the newest row. */
async function readEnds(db: Db): Promise<{ start: { number: number; hash: Buffer }; last: number }> {
  const { rows } = await db.query(
    `select (select max(number) from audit_log) as last, c.number, c.hash
       from (select 1) one left join (select number, hash from audit_cuts order by number desc limit 1) c on true`,
  );
  const { last, number, hash } = rows[0];
  const start = { number: number ?? 0, hash: hash ?? noHash };
  return { start, last: last ?? start.number };
}

/**
 * Follows the chain of hashes from its beginning (after what retention took away) up to `until`, or its newest row.
 * Names the first row that was changed, or the first that is missing.
 */
export async function verifyAudit(db: Db, until = Number.MAX_SAFE_INTEGER): Promise<AuditVerdict> {
  const { start, last } = await readEnds(db);
  let { number, hash } = start;
  let rows = 0;
  const broken = async (at: number, why: 'changed' | 'missing'): Promise<AuditVerdict> => {
    const wasCutMeanwhile = (await readEnds(db)).start.number > start.number;
    return wasCutMeanwhile ? verifyAudit(db, until) : { rows, head: null, firstBroken: { number: at, why } };
  };
  for (;;) {
    const batch = await readChain(db, number, Math.min(last, until), batchRows);
    for (const kept of batch) {
      if (kept.row.number !== number + 1) return broken(number + 1, 'missing');
      if (!kept.previousHash.equals(hash) || !kept.hash.equals(hashRow(hash, kept.row)))
        return broken(kept.row.number, 'changed');
      number = kept.row.number;
      hash = kept.hash;
      rows += 1;
    }
    if (batch.length < batchRows) break;
  }
  const head = number > 0 ? { number, hash: hash.toString('hex') } : null;
  return { rows, head, firstBroken: null };
}

/** The hash that a row has now; undefined where it was never written or is gone. */
export async function hashAt(db: Db, number: number): Promise<string | undefined> {
  const { rows } = await db.query(
    `select encode(hash, 'hex') as hash from audit_log where number = $1
     union all select encode(hash, 'hex') from audit_cuts where number = $1 limit 1`,
    [number],
  );
  return rows[0]?.hash;
}
