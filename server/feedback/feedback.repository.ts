import type { SeenWith } from '#contract/case.ts';
import type { Box } from '#contract/detection.ts';
import { Feedback, type GiveFeedback } from '#contract/feedback.ts';
import type { Db } from '../platform/db.ts';
import type { JudgedSighting } from './tune-offer.ts';

/** A machine's case with the sighting that opened it. */
export interface JudgedCase extends JudgedSighting {
  changeId: string;
  gridCode: string | null;
}

/** Undefined where there is no such case, or no camera of ours opened it. */
export async function findJudgedCase(db: Db, caseId: string): Promise<JudgedCase | undefined> {
  const { rows } = await db.query(
    `select s.change_id, s.camera_code, s.scene, s.seen_with, k.settings, k.grid_code, own.best, own.boxes
       from cases c
       join sightings s on s.case_id = c.id and s.camera_code = c.camera_code and s.change = 'opened'
       join cameras k on k.code = s.camera_code
       cross join lateral (select max(b.score) as best, jsonb_agg(b.box) as boxes from sightings b
                            where b.case_id = c.id and b.camera_code = s.camera_code and b.change <> 'cleared') own
      where c.id = $1 order by s.at, s.recorded_at limit 1`,
    [caseId],
  );
  const [row] = rows;
  if (!row) return undefined;
  const seenWith: SeenWith | null = row.seen_with;
  const { openScore } = row.settings;
  return {
    changeId: row.change_id,
    cameraCode: row.camera_code,
    gridCode: row.grid_code,
    scene: row.scene,
    box: unionOf(row.boxes),
    bestScore: row.best,
    picture: seenWith?.picture,
    currentScore: typeof openScore === 'number' ? openScore : (seenWith?.threshold ?? null),
  };
}

const unionOf = (boxes: readonly Box[]): Box => {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , w]) => x + w));
  const bottom = Math.max(...boxes.map(([, y, , h]) => y + h));
  return [left, top, right - left, bottom - top];
};

/** Keeps what an operator said, beside the sighting that it is about. */
export async function insertFeedback(
  tx: Db,
  caseId: string,
  { changeId, cameraCode, scene }: JudgedCase,
  { verdict, reason, note }: GiveFeedback,
  actorId: string | null,
): Promise<void> {
  await tx.query(
    `insert into feedback (case_id, change_id, camera_code, scene, verdict, reason, note, actor_id, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
    [caseId, changeId, cameraCode, scene, verdict, reason ?? null, note ?? null, actorId],
  );
}

/** Newest first. */
export async function listFeedback(db: Db, caseId: string): Promise<Feedback[]> {
  const { rows } = await db.query(
    `select f.id, f.verdict, f.reason, f.note, f.given_at, u.name as actor_name
       from feedback f left join users u on u.id = f.actor_id
      where f.case_id = $1 order by f.given_at desc limit 100`,
    [caseId],
  );
  return rows.map((row) =>
    Feedback.parse({
      id: row.id,
      verdict: row.verdict,
      reason: row.reason,
      note: row.note,
      at: row.given_at.toISOString(),
      actorName: row.actor_name,
    }),
  );
}
