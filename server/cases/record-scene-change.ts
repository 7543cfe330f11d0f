import type { SeenWith } from '#contract/case.ts';
import type { SceneChange } from '#contract/detection.ts';
import type { Located } from '#contract/geo.ts';
import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { findPlace } from './case-place.repository.ts';
import { insertClipJob } from './clip-job.repository.ts';
import { type CrossBearings, crossSightings, findCaseByBearing } from './cross-sightings.ts';
import { insertEvidence, type StoredEvidence } from './evidence.repository.ts';
import { endPreAlarm, raisePreAlarm } from './pre-alarm.repository.ts';
import {
  applySighting,
  findCaseOfIncident,
  findCaseToMerge,
  openCase,
  readCase,
} from './scene-case.repository.ts';
import { insertSighting } from './sighting.repository.ts';

/** A scene's change as a worker hands it over. */
export interface RecordedChange {
  /** Camera, incident, change and time in one string: recording the same id again changes nothing. */
  changeId: string;
  workerId: string;
  cameraCode: string;
  change: SceneChange;
  located: Located | undefined;
  /** Already in the evidence store, under keys made from the change id. */
  evidence: StoredEvidence[];
  /** What it was seen with. */
  seenWith?: SeenWith;
}

export type RecordOutcome =
  | { outcome: 'repeated' | 'noted' }
  | { outcome: 'opened' | 'merged' | 'changed'; caseId: string };

/**
 * The one way from a scene's change to a case, in one transaction with its events.
 * A new incident joins an open case of the same scene, place and time instead of opening another
 * (one lock per scene, so two cameras that see one fire at once can't both open it).
 */
export function recordSceneChange(
  pool: Pool,
  recorded: RecordedChange,
  crossBearings: CrossBearings = alone,
): Promise<RecordOutcome> {
  return transact(pool, async (tx, emit) => {
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`scene:${recorded.change.scene}`]);
    if (!(await insertSighting(tx, recorded))) return { outcome: 'repeated' };
    const { change, cameraCode } = recorded;
    if (change.change === 'pre-alarm') {
      await raisePreAlarm(tx, emit, recorded);
      return { outcome: 'noted' };
    }
    if (change.change !== 'updated') await endPreAlarm(tx, emit, cameraCode, change.incidentKey);

    const known = await findCaseOfIncident(tx, cameraCode, change.incidentKey);
    if (known) return settle(tx, emit, known, recorded, 'changed', crossBearings);
    if (change.change !== 'opened' || !recorded.located) return { outcome: 'noted' };
    const near =
      (await findCaseToMerge(tx, change, recorded.located, cameraCode)) ??
      (isSeenFromAfar(change)
        ? await findCaseByBearing(tx, change, recorded.located, cameraCode, crossBearings)
        : undefined);
    if (near) return settle(tx, emit, near, recorded, 'merged', crossBearings);
    const place = await findPlace(tx, recorded.located.location);
    const caseId = await openCase(tx, recorded, recorded.located, place);
    await insertClipJob(tx, caseId, recorded);
    return settle(tx, emit, caseId, recorded, 'opened', crossBearings);
  });
}

/** Where nobody crosses bearings, every camera's pin stands alone. */
const alone: CrossBearings = () => undefined;

/** Smoke is seen by several towers at once, each sure of its direction alone. */
const isSeenFromAfar = ({ scene }: SceneChange): boolean => scene === 'straw-burning';

async function settle(
  tx: Db,
  emit: Emit,
  caseId: string,
  recorded: RecordedChange,
  outcome: 'opened' | 'merged' | 'changed',
  crossBearings: CrossBearings,
): Promise<RecordOutcome> {
  await applySighting(tx, caseId, recorded.changeId);
  if (isSeenFromAfar(recorded.change)) await crossSightings(tx, emit, caseId, crossBearings);
  for (const file of recorded.evidence) await insertEvidence(tx, caseId, recorded.cameraCode, file);
  const payload = await readCase(tx, caseId);
  emit({
    name: outcome === 'opened' ? 'caseOpened' : 'caseChanged',
    topic: 'cases',
    areaCode: payload.gridCode,
    payload,
  });
  return { outcome, caseId };
}
