import { QueueReason } from '#contract/dispatch.ts';
import type { Db } from '../platform/db.ts';

/** A condition on `cases c` for what its reader may see; undefined where that is all. */
export type SeenCases = (bind: (value: unknown) => string) => string | undefined;

export interface QueuedId {
  caseId: string;
  reason: QueueReason;
  candidateCodes: string[];
  since: string;
}

const most = 500;

/** What waits at the centre to be sent on, the longest waiting first; where nobody noted why, a person sends it. */
export async function listQueue(db: Db, seen: SeenCases): Promise<QueuedId[]> {
  const values: unknown[] = [];
  const condition = seen((value) => `$${values.push(value)}`) ?? 'true';
  const { rows } = await db.query(
    `select c.id, coalesce(q.reason, 'by-hand') as reason, coalesce(q.candidates, '{}') as candidates,
            coalesce(q.since, c.accepted_at, c.opened_at) as since
       from cases c left join dispatch_queue q on q.case_id = c.id
      where c.closed_at is null and c.state in ('accepted', 'disputed') and ${condition}
      order by since, c.id limit ${most}`,
    values,
  );
  return rows.map((row) => ({
    caseId: row.id,
    reason: QueueReason.parse(row.reason),
    candidateCodes: row.candidates,
    since: row.since.toISOString(),
  }));
}
