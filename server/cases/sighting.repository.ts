import type { Db } from '../platform/db.ts';
import type { RecordedChange } from './record-scene-change.ts';

/** Keeps what a camera saw; false where this change has been recorded before. */
export async function insertSighting(
  tx: Db,
  { changeId, cameraCode, change, located, seenWith }: RecordedChange,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into sightings (change_id, camera_code, scene, incident_key, change, at, started_at, label, score, box,
                            track, reasons, facts, location, uncertainty, seen_with)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
             st_setsrid(st_makepoint($14, $15), 4326), $16, $17)
     on conflict (change_id) do nothing`,
    [
      changeId,
      cameraCode,
      change.scene,
      change.incidentKey,
      change.change,
      new Date(change.at),
      new Date(change.startedAt),
      change.label,
      change.score,
      JSON.stringify(change.box),
      change.track ? JSON.stringify(change.track) : null,
      JSON.stringify(change.reasons),
      JSON.stringify(change.facts),
      located?.location[0] ?? null,
      located?.location[1] ?? null,
      located ? JSON.stringify(located.uncertainty) : null,
      seenWith ? JSON.stringify(seenWith) : null,
    ],
  );
  return rowCount === 1;
}
