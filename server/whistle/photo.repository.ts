import type { LngLat } from '#contract/geo.ts';
import type { Photo } from '#contract/whistle.ts';
import type { Db } from '../platform/db.ts';

export interface NewPhoto {
  storageKey: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  takenAt: Date | null;
  location: LngLat | null;
}

/** Whose photo it is: an account's, or a resident's. */
export type Uploader = { userId: string } | { residentId: string };

export interface KeptPhoto extends Photo {
  storageKey: string;
  caseId: string | null;
  /** Null where a resident sent it. */
  uploadedBy: string | null;
}

const selectPhotos = 'select p.*, st_x(p.location) as lng, st_y(p.location) as lat from photos p';

// biome-ignore lint/suspicious/noExplicitAny: a row of selectPhotos
const photoOfRow = (row: any): KeptPhoto => ({
  id: row.id,
  url: `/api/photos/${row.id}`,
  sha256: row.sha256,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  takenAt: row.taken_at?.toISOString() ?? null,
  location: row.lng === null ? null : [row.lng, row.lat],
  storageKey: row.storage_key,
  caseId: row.case_id,
  uploadedBy: row.uploaded_by,
});

export async function insertPhoto(db: Db, photo: NewPhoto, uploader: Uploader): Promise<string> {
  const { rows } = await db.query(
    `insert into photos (storage_key, sha256, bytes, width, height, taken_at, location, uploaded_by,
                         uploaded_by_resident)
     values ($1, $2, $3, $4, $5, $6, case when $7::float8 is not null then st_setsrid(st_makepoint($7, $8), 4326) end, $9,
             $10)
     returning id`,
    [
      photo.storageKey,
      photo.sha256,
      photo.bytes,
      photo.width,
      photo.height,
      photo.takenAt,
      photo.location?.[0] ?? null,
      photo.location?.[1] ?? null,
      ...idsOf(uploader),
    ],
  );
  return rows[0].id;
}

export async function findPhoto(db: Db, id: string): Promise<KeptPhoto | undefined> {
  const { rows } = await db.query(`${selectPhotos} where p.id = $1`, [id]);
  return rows[0] && photoOfRow(rows[0]);
}

const idsOf = (uploader: Uploader): [userId: string | null, residentId: string | null] =>
  'userId' in uploader ? [uploader.userId, null] : [null, uploader.residentId];

/** Ties photos to a case; answers those that can't be: unknown, somebody else's, or another case's. */
export async function tiePhotos(
  tx: Db,
  caseId: string,
  ids: readonly string[],
  uploader: Uploader,
): Promise<string[]> {
  const { rows } = await tx.query(
    `update photos set case_id = $1
      where id = any($2::uuid[]) and (uploaded_by = $3 or uploaded_by_resident = $4)
        and (case_id is null or case_id = $1) returning id`,
    [caseId, ids, ...idsOf(uploader)],
  );
  const tied = new Set(rows.map((row) => row.id));
  return ids.filter((id) => !tied.has(id));
}
