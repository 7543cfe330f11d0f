import { CameraTune } from '#contract/feedback.ts';
import type { Db } from '../platform/db.ts';
import type { StoredSettings } from './tuned-settings.ts';

const selectTunes = `
  select t.id, t.camera_code, t.scene, t.case_id, t.kind, t.polygon, t.score, t.previous_score, t.set_at, t.undone_at,
         u.name as actor_name
    from camera_tunes t left join users u on u.id = t.actor_id`;

// biome-ignore lint/suspicious/noExplicitAny: a row of selectTunes, checked by the contract's schema
const tuneOfRow = (row: any): CameraTune =>
  CameraTune.parse({
    id: row.id,
    cameraCode: row.camera_code,
    scene: row.scene,
    caseId: row.case_id,
    kind: row.kind,
    polygon: row.polygon,
    score: row.score,
    previousScore: row.previous_score,
    at: row.set_at.toISOString(),
    actorName: row.actor_name,
    undoneAt: row.undone_at?.toISOString() ?? null,
  });

export type NewTune = Pick<
  CameraTune,
  'cameraCode' | 'scene' | 'caseId' | 'kind' | 'polygon' | 'score' | 'previousScore'
>;

export async function insertTune(tx: Db, tune: NewTune, actorId: string): Promise<CameraTune> {
  const { rows } = await tx.query(
    `insert into camera_tunes (camera_code, scene, case_id, kind, polygon, score, previous_score, actor_id, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) returning id`,
    [
      tune.cameraCode,
      tune.scene,
      tune.caseId,
      tune.kind,
      tune.polygon && JSON.stringify(tune.polygon),
      tune.score,
      tune.previousScore,
      actorId,
    ],
  );
  return findTune(tx, rows[0].id) as Promise<CameraTune>;
}

export async function findTune(db: Db, id: string): Promise<CameraTune | undefined> {
  const { rows } = await db.query(`${selectTunes} where t.id = $1`, [id]);
  return rows[0] && tuneOfRow(rows[0]);
}

/** Marks it as taken back; false where it was already. */
export async function markUndone(tx: Db, id: string, actorId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update camera_tunes set undone_at = now(), undone_by = $2 where id = $1 and undone_at is null',
    [id, actorId],
  );
  return rowCount === 1;
}

/** What holds, newest first, of a case or of a camera. */
export async function listTunes(
  db: Db,
  of: { caseId: string } | { cameraCode: string },
): Promise<CameraTune[]> {
  const [column, value] = 'caseId' in of ? ['t.case_id', of.caseId] : ['t.camera_code', of.cameraCode];
  const { rows } = await db.query(
    `${selectTunes} where ${column} = $1 and t.undone_at is null order by t.set_at desc limit 200`,
    [value],
  );
  return rows.map(tuneOfRow);
}

/** The camera's scene and settings, locked until the transaction ends so that two changes don't undo each other. */
export async function lockSettings(
  tx: Db,
  cameraCode: string,
): Promise<{ scene: string | null; settings: StoredSettings; gridCode: string | null } | undefined> {
  const { rows } = await tx.query(
    'select scene, settings, grid_code as "gridCode" from cameras where code = $1 for update',
    [cameraCode],
  );
  return rows[0];
}

/** Workers read it within seconds. */
export async function writeSettings(tx: Db, cameraCode: string, settings: StoredSettings): Promise<void> {
  await tx.query('update cameras set settings = $2, changed_at = now() where code = $1', [
    cameraCode,
    JSON.stringify(settings),
  ]);
}
