import type { CameraHealth } from '#contract/camera.ts';
import type { CasePage, CaseQuery } from '#contract/case.ts';
import type { SessionUser } from '#contract/session.ts';
import type { PreAlarm, WallSnapshot } from '#contract/wall-events.ts';
import { type Scope, scopeOf } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { readLogEnds } from '../platform/event-log.ts';
import { Problem } from '../platform/problem.ts';
import { countCases, readDistrict } from './counter.repository.ts';

/** What other stages give to the wall. */
export interface WallSources {
  cases(query: CaseQuery, reader: SessionUser): Promise<CasePage>;
  preAlarms(scope: Scope): Promise<PreAlarm[]>;
  cameraHealth(scope: Scope): Promise<CameraHealth[]>;
  cameraCounts(
    scope: Scope,
  ): Promise<{ total: number; watched: number; up: number; degraded: number; down: number }>;
}

/**
 * Everything a wall starts with. The log's end is read first: what happens while the rest is read
 * comes again as an event, and the newer version of a case wins.
 */
export async function readWall(pool: Pool, sources: WallSources, reader: SessionUser): Promise<WallSnapshot> {
  const scope = scopeOf(reader);
  const { newest } = await readLogEnds(pool);
  const [district, counts, cameras, open, preAlarms, cameraHealth] = await Promise.all([
    readDistrict(pool),
    countCases(pool, scope),
    sources.cameraCounts(scope),
    sources.cases({ state: 'open', limit: 500 }, reader),
    sources.preAlarms(scope),
    sources.cameraHealth(scope),
  ]);
  if (!district)
    throw new Problem('not-ready', 'The database holds no district yet: import one or start with the demo');
  return {
    seq: newest,
    time: new Date().toISOString(),
    openCases: open.items,
    preAlarms,
    counters: {
      ...counts,
      camerasUp: cameras.up + cameras.degraded,
      camerasDown: cameras.down,
      camerasWatched: cameras.watched,
      camerasTotal: cameras.total,
    },
    cameraHealth,
    district,
  };
}
