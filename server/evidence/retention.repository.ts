import type { Db } from '../platform/db.ts';

export interface ExpiringFile {
  id: string;
  caseId: string;
  kind: string;
  storageKey: string;
  sha256: string;
  caseClosedAt: number | null;
  createdAt: number;
  /** Somebody said something of its case: it is what the next model is judged by. */
  hasFeedback: boolean;
}

/**
 * Some files that came, and whose cases were closed, before the cutoff – the earlier one where there is feedback;
 * those after `afterId` in the order of ids.
 */
export async function listExpiringFiles(
  db: Db,
  cutoffs: { usual: number; withFeedback: number },
  afterId: string | null,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select e.id from evidence e join cases c on c.id = e.case_id
      where c.closed_at < $1 and e.created_at < $1 and ($2::uuid is null or e.id > $2)
        and ((c.closed_at < $3 and e.created_at < $3) or not exists (select from feedback f where f.case_id = c.id))
      order by e.id limit 200`,
    [new Date(cutoffs.usual), afterId, new Date(cutoffs.withFeedback)],
  );
  return rows.map((row) => row.id);
}

/** The file with its case, locked until the transaction ends: the case can't be opened again meanwhile. */
export async function lockFile(tx: Db, id: string): Promise<ExpiringFile | undefined> {
  const { rows } = await tx.query(
    `select e.id, e.case_id, e.kind, e.storage_key, e.sha256, e.created_at, c.closed_at,
            exists (select from feedback f where f.case_id = c.id) as has_feedback
       from evidence e join cases c on c.id = e.case_id where e.id = $1 for update`,
    [id],
  );
  const [row] = rows;
  return (
    row && {
      id: row.id,
      caseId: row.case_id,
      kind: row.kind,
      storageKey: row.storage_key,
      sha256: row.sha256,
      caseClosedAt: row.closed_at?.getTime() ?? null,
      createdAt: row.created_at.getTime(),
      hasFeedback: row.has_feedback,
    }
  );
}

/** Forgets the file and logs that it is gone. */
export async function logDeletion(tx: Db, file: ExpiringFile, why: string): Promise<void> {
  await tx.query('delete from evidence where id = $1', [file.id]);
  await tx.query(
    'insert into evidence_deletions (case_id, kind, storage_key, sha256, why) values ($1, $2, $3, $4, $5)',
    [file.caseId, file.kind, file.storageKey, file.sha256, why],
  );
}

/** Keys of files that no case names any more although they were not removed by retention: a newer one took their place. */
export async function listReplacedKeys(db: Db, since: number): Promise<string[]> {
  const { rows } = await db.query<{ storage_key: string }>(
    `select distinct storage_key from evidence_deletions d
      where why like 'replaced%' and deleted_at >= $1
        and not exists (select from evidence e where e.storage_key = d.storage_key)`,
    [new Date(since)],
  );
  return rows.map((row) => row.storage_key);
}
