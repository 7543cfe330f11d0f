import { z } from 'zod';
import { SceneName } from '#contract/detection.ts';
import type { Db } from '../../platform/db.ts';

/** A machine's case and what people made of it. */
const JudgedCase = z.object({
  id: z.string(),
  number: z.string(),
  scene: SceneName,
  cameraCode: z.string(),
  cameraName: z.string(),
  /** On the district's clock. */
  hour: z.number().int(),
  openedAt: z.date(),
  score: z.number().nullable(),
  /** `unjudged` while nobody has taken or refused it. */
  verdict: z.enum(['confirmed', 'confirmed-but', 'false-alarm', 'unjudged']),
  reason: z.string().nullable(),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }).nullable(),
  /** As the camera is set now. */
  settings: z.record(z.string(), z.unknown()),
  clip: z.object({ storageKey: z.string(), sha256: z.string() }).nullable(),
});
export type JudgedCase = z.infer<typeof JudgedCase>;

/** Every case that a camera opened, oldest first; the newest feedback counts, and without any what became of the case. */
export const listJudgedCases = async (db: Db): Promise<JudgedCase[]> => {
  const { rows } = await db.query(
    `select c.id, c.number, c.scene, c.camera_code as "cameraCode", k.name as "cameraName", c.opened_at as "openedAt",
            extract(hour from c.opened_at at time zone coalesce((select time_zone from district), 'UTC'))::int as hour,
            c.score, k.settings, f.reason,
            case when f.verdict is not null then f.verdict
                 when c.state = 'refused' then 'false-alarm'
                 when c.state in ('reported', 'cancelled') then 'unjudged'
                 else 'confirmed' end as verdict,
            (select s.seen_with->'model' from sightings s
              where s.case_id = c.id and s.change = 'opened' order by s.at limit 1) as model,
            (select jsonb_build_object('storageKey', e.storage_key, 'sha256', e.sha256) from evidence e
              where e.case_id = c.id and e.kind = 'clip') as clip
       from cases c
       join cameras k on k.code = c.camera_code
       left join lateral (select verdict, reason from feedback where case_id = c.id order by given_at desc limit 1) f on true
      where c.source = 'ai' and c.scene is not null
        and exists (select from sightings s where s.case_id = c.id)
      order by c.opened_at`,
  );
  return rows.map((row) => JudgedCase.parse(row));
};

/** How many days a camera was watched, and from what that is known. */
export interface WatchedDays {
  cameraCode: string;
  scene: SceneName;
  days: number;
  from: 'uptime' | 'sightings';
}

/** By the workers' own count; for a camera that was watched before they counted, from its first to its last sighting. */
export const listWatchedDays = async (db: Db): Promise<WatchedDays[]> => {
  const { rows } = await db.query(
    `with counted as (select camera_code, sum(seconds) / 86400 as days from camera_uptime group by 1),
          seen as (select camera_code, extract(epoch from max(at) - min(at)) / 86400 as days from sightings group by 1)
     select k.code as "cameraCode", k.scene, coalesce(c.days, s.days)::float8 as days,
            case when c.days is null then 'sightings' else 'uptime' end as from
       from cameras k left join counted c on c.camera_code = k.code left join seen s on s.camera_code = k.code
      where k.scene is not null and coalesce(c.days, s.days) > 0 order by k.code`,
  );
  return rows;
};
