import type { Db } from '../platform/db.ts';

export type EvidenceKind = 'snapshot' | 'clip' | 'before' | 'after';

/** A file that lies in the evidence store. */
export interface StoredEvidence {
  kind: EvidenceKind;
  storageKey: string;
  sha256: string;
  bytes: number;
  contentType: string;
  /** Media time that it shows, epoch ms. */
  fromAt: number;
  toAt: number;
}

/** Ties a stored file to its case. The first of a kind stays, except `after`, where the newest counts. */
export async function insertEvidence(
  tx: Db,
  caseId: string,
  cameraCode: string,
  file: StoredEvidence,
): Promise<void> {
  if (file.kind === 'after') await setAside(tx, caseId, file);
  await tx.query(
    `insert into evidence (case_id, kind, camera_code, storage_key, sha256, bytes, content_type, from_at, to_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing`,
    [
      caseId,
      file.kind,
      cameraCode,
      file.storageKey,
      file.sha256,
      file.bytes,
      file.contentType,
      new Date(file.fromAt),
      new Date(file.toAt),
    ],
  );
}

/** Makes room for a newer file of the kind; retention removes the older one from the store. */
async function setAside(tx: Db, caseId: string, newer: StoredEvidence): Promise<void> {
  await tx.query(
    `with replaced as (
       delete from evidence where case_id = $1 and kind = $2 and storage_key <> $3
       returning case_id, kind, storage_key, sha256)
     insert into evidence_deletions (case_id, kind, storage_key, sha256, why)
     select case_id, kind, storage_key, sha256, 'replaced by a newer one' from replaced`,
    [caseId, newer.kind, newer.storageKey],
  );
}

/** Where a case's file lies. */
export async function findEvidence(
  db: Db,
  caseId: string,
  kind: EvidenceKind,
): Promise<{ storageKey: string; contentType: string; bytes: number; sha256: string } | undefined> {
  const { rows } = await db.query(
    `select storage_key as "storageKey", content_type as "contentType", bytes, sha256
       from evidence where case_id = $1 and kind = $2`,
    [caseId, kind],
  );
  return rows[0];
}
