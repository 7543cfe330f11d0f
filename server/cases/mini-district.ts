import type { SceneChange } from '#contract/detection.ts';
import type { Pool } from '../platform/db.ts';
import type { RecordedChange } from './record-scene-change.ts';

/** A district of two grids, one street, three cameras: small enough for a test to be read. */
export async function plantMiniDistrict(pool: Pool): Promise<void> {
  await pool.query(`
    insert into district (name, name_en, centre, bounds) values
      ('云岭县', 'Yunling', st_setsrid(st_makepoint(113.01, 30.01), 4326), st_makeenvelope(113, 30, 113.02, 30.02, 4326));
    insert into areas (code, level, name, name_en, parent_code, geom) values
      ('990101', 'county', '云岭县', 'Yunling', null, st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326))),
      ('990101001', 'township', '城关街道', 'Chengguan', '990101', st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326))),
      ('990101001001', 'community', '临江社区', 'Linjiang', '990101001', st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326)));
    insert into grids (code, name, name_en, kind, households, community_code, township_code, geom) values
      ('990101001001001', '第一网格', 'Grid 1', 'urban', 350, '990101001001', '990101001', st_multi(st_makeenvelope(113, 30, 113.01, 30.02, 4326))),
      ('990101001001002', '第二网格', 'Grid 2', 'urban', 380, '990101001001', '990101001', st_multi(st_makeenvelope(113.01, 30, 113.02, 30.02, 4326)));
    insert into streets (name, name_en, class, geom) values
      ('滨河路', 'Binhe Road', 'primary', st_multi(st_setsrid(st_makeline(st_makepoint(113, 30.01), st_makepoint(113.02, 30.01)), 4326)));
    insert into departments (code, name, name_en) values ('fire', '消防救援大队', 'Fire and Rescue');
    insert into event_types (code, name, name_en, department_code, limit_value, limit_unit, auto_dispatch) values
      ('ai.fire-lane', '消防通道占用', 'Fire lane blocked', 'fire', 2, 'urgent-hours', false),
      ('ai.straw-burning', '秸秆焚烧', 'Straw burning', 'fire', 2, 'urgent-hours', false),
      ('ai.high-rise-throwing', '高空抛物', 'High-rise throwing', 'fire', 1, 'working-days', false);
    insert into cameras (code, name, name_en, kind, location, height_metres, bearing_degrees, tilt_degrees,
                         horizontal_fov_degrees, grid_code, stream_url, scene) values
      ('99010100001310000001', '滨河路1号', 'Binhe Road 1', 'street', st_setsrid(st_makepoint(113.005, 30.01), 4326), 6, 90, -18, 70, '990101001001001', 'http://admin:secret@127.0.0.1:1/a.m3u8', 'fire-lane'),
      ('99010100001310000002', '鹰眼1号', 'Tower 1', 'hawk-eye', st_setsrid(st_makepoint(113.004, 30.004), 4326), 40, 45, -5, 50, '990101001001001', 'http://127.0.0.1:1/b.m3u8', 'straw-burning'),
      ('99010100001310000003', '鹰眼2号', 'Tower 2', 'hawk-eye', st_setsrid(st_makepoint(113.016, 30.004), 4326), 40, 315, -5, 50, '990101001001002', 'http://127.0.0.1:1/c.m3u8', 'straw-burning');
  `);
}

/** Someone of the centre, who sees everything. */
export const anOperator = {
  id: '00000000-0000-4000-8000-000000000001',
  role: 'operator',
  areaCode: null,
  departmentCode: null,
} as const;

export const laneCamera = '99010100001310000001';
export const towers = ['99010100001310000002', '99010100001310000003'] as const;

/** A change as a worker would record it; parts can be overridden. */
export function sceneChange(
  parts: Partial<SceneChange> & {
    cameraCode?: string;
    place?: [number, number];
    evidence?: RecordedChange['evidence'];
  } = {},
): RecordedChange {
  const { cameraCode = laneCamera, place = [113.006, 30.0101], evidence = [], ...rest } = parts;
  const change: SceneChange = {
    scene: 'fire-lane',
    change: 'opened',
    incidentKey: 'fire-lane:1:1',
    startedAt: Date.parse('2030-01-01T08:00:00Z'),
    at: Date.parse('2030-01-01T08:03:00Z'),
    label: 'car',
    score: 0.9,
    box: [100, 100, 80, 60],
    anchor: [140, 160],
    reasons: [{ code: 'stands', values: { seconds: 180 } }],
    facts: { durationSeconds: 180 },
    ...rest,
  };
  return {
    changeId: `${cameraCode}|${change.incidentKey}|${change.change}|${change.at}`,
    workerId: 'test-worker',
    cameraCode,
    change,
    located: {
      location: place,
      uncertainty: { majorMetres: 4, minorMetres: 2, bearingDegrees: 90 },
      by: 'ground',
    },
    evidence,
  };
}
