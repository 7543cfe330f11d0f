import { PreAlarm } from '#contract/wall-events.ts';
import { gridCondition, type Scope } from '../access/scope.ts';
import type { Db, Emit } from '../platform/db.ts';
import { findPlace } from './case-place.repository.ts';
import type { RecordedChange } from './record-scene-change.ts';

const returned =
  'camera_code, incident_key, scene, started_at, grid_code, box, st_x(location) as lng, st_y(location) as lat';

/** Something may become a case: remembered until it is opened or gone, and told to the walls. */
export async function raisePreAlarm(
  tx: Db,
  emit: Emit,
  { cameraCode, change, located }: RecordedChange,
): Promise<void> {
  const gridCode = located ? (await findPlace(tx, located.location)).gridCode : null;
  const { rows } = await tx.query(
    `insert into pre_alarms (camera_code, incident_key, scene, started_at, location, grid_code, box)
     values ($1, $2, $3, $4, st_setsrid(st_makepoint($5, $6), 4326), $7, $8)
     on conflict do nothing returning ${returned}`,
    [
      cameraCode,
      change.incidentKey,
      change.scene,
      new Date(change.startedAt),
      located?.location[0] ?? null,
      located?.location[1] ?? null,
      gridCode,
      JSON.stringify(change.box),
    ],
  );
  if (rows[0]) tell(emit, rows[0], 'raised');
}

/** The incident was opened as a case, or went away. */
export async function endPreAlarm(
  tx: Db,
  emit: Emit,
  cameraCode: string,
  incidentKey: string,
): Promise<void> {
  const { rows } = await tx.query(
    `delete from pre_alarms where camera_code = $1 and incident_key = $2 returning ${returned}`,
    [cameraCode, incidentKey],
  );
  if (rows[0]) tell(emit, rows[0], 'ended');
}

/**
 * Ends what nobody can end any more: a camera's scene that began anew (epoch ms by camera) has forgotten
 * the incidents that it raised before.
 */
export async function endForgottenPreAlarms(
  tx: Db,
  emit: Emit,
  beganAt: ReadonlyMap<string, number>,
): Promise<void> {
  const { rows } = await tx.query(
    `delete from pre_alarms p using json_each_text($1) b
      where p.camera_code = b.key and p.started_at < to_timestamp(b.value::float8 / 1000) returning ${returned}`,
    [JSON.stringify(Object.fromEntries(beganAt))],
  );
  for (const row of rows) tell(emit, row, 'ended');
}

export async function listPreAlarms(db: Db, scope: Scope): Promise<PreAlarm[]> {
  const values: unknown[] = [];
  const seen = gridCondition(scope, 'grid_code', (value) => `$${values.push(value)}`) ?? 'true';
  const { rows } = await db.query(
    `select ${returned} from pre_alarms where ${seen} order by started_at desc limit 200`,
    values,
  );
  return rows.map((row) => preAlarmOfRow(row, 'raised'));
}

// biome-ignore lint/suspicious/noExplicitAny: a row of `returned`, checked by the contract's schema
function preAlarmOfRow(row: any, state: PreAlarm['state']): PreAlarm {
  return PreAlarm.parse({
    cameraCode: row.camera_code,
    scene: row.scene,
    incidentKey: row.incident_key,
    startedAt: row.started_at.toISOString(),
    state,
    location: row.lng === null ? null : [row.lng, row.lat],
    gridCode: row.grid_code,
    box: row.box,
  });
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function tell(emit: Emit, row: any, state: PreAlarm['state']): void {
  const payload = preAlarmOfRow(row, state);
  emit({ name: 'preAlarm', topic: 'cases', areaCode: payload.gridCode, payload });
}
