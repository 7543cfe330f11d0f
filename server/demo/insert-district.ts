import type { District } from '../../geodata/read-district.ts';
import type { Db } from '../platform/db.ts';
import { chiefsByGrid, streetsOf, townshipsByCommunity } from './district-links.ts';
import { insertRows } from './insert-rows.ts';

const geometry = `st_setsrid(st_multi(st_geomfromgeojson(r.geometry)), 4326)`;

/** The district's tables, parents first. */
export async function insertDistrict(db: Db, district: District, simulatorUrl: string): Promise<void> {
  const { name, nameEn, centre, bounds, timeZone } = district.manifest;
  await db.query(
    `insert into district (name, name_en, centre, bounds, time_zone)
     values ($1, $2, st_setsrid(st_makepoint($3, $4), 4326), st_makeenvelope($5, $6, $7, $8, 4326), $9)`,
    [name, nameEn, ...centre, ...bounds, timeZone],
  );
  for (const level of ['county', 'township', 'community']) {
    await insertRows(
      db,
      `insert into areas (code, level, name, name_en, parent_code, geom)
       select code, level, name, "nameEn", "parentCode", ${geometry}
         from json_to_recordset($1) r (code text, level text, name text, "nameEn" text, "parentCode" text, geometry json)`,
      district.areas.filter((area) => area.level === level),
    );
  }
  await insertRows(
    db,
    `insert into departments (code, name, name_en)
     select code, name, "nameEn" from json_to_recordset($1) r (code text, name text, "nameEn" text)`,
    district.departments,
  );
  await insertRows(
    db,
    `insert into grids (code, name, name_en, kind, households, community_code, township_code, chief_name, chief_phone, geom)
     select code, name, "nameEn", kind, households, "communityCode", "townshipCode", "chiefName", "chiefPhone", ${geometry}
       from json_to_recordset($1) r (code text, name text, "nameEn" text, kind text, households int, "communityCode" text,
            "townshipCode" text, "chiefName" text, "chiefPhone" text, geometry json)`,
    gridRows(district),
  );
  await insertRows(
    db,
    `insert into streets (name, name_en, class, geom)
     select name, "nameEn", class, ${geometry}
       from json_to_recordset($1) r (name text, "nameEn" text, class text, geometry json)`,
    streetsOf(district.roads),
  );
  await insertRows(
    db,
    `insert into people (name, duty, phone, grid_code, department_code)
     select name, duty, phone, "gridCode", "departmentCode"
       from json_to_recordset($1) r (name text, duty text, phone text, "gridCode" text, "departmentCode" text)`,
    district.people,
  );
  const types = district.eventTypes;
  for (const group of [
    types.filter((type) => type.parentCode === null),
    types.filter((type) => type.parentCode !== null),
  ]) {
    await insertRows(
      db,
      `insert into event_types (code, parent_code, name, name_en, department_code, limit_value, limit_unit)
       select code, "parentCode", name, "nameEn", "departmentCode", "limitValue", "limitUnit"
         from json_to_recordset($1) r (code text, "parentCode" text, name text, "nameEn" text, "departmentCode" text,
              "limitValue" numeric, "limitUnit" text)`,
      group,
    );
  }
  await insertRows(
    db,
    `insert into cameras (code, name, name_en, kind, location, ground_elevation_metres, height_metres, bearing_degrees,
                          tilt_degrees, horizontal_fov_degrees, grid_code, stream_url, scene, settings)
     select code, name, "nameEn", kind, st_setsrid(st_makepoint(lng, lat), 4326),
            "groundElevationMetres", "heightMetres", "bearingDegrees", "tiltDegrees", "horizontalFovDegrees", "gridCode",
            $2::text || '/streams/' || clip || '/index.m3u8', scene, coalesce(settings, '{}')
       from json_to_recordset($1) r (code text, name text, "nameEn" text, kind text, lng float8, lat float8,
            "groundElevationMetres" float8, "heightMetres" float8, "bearingDegrees" float8, "tiltDegrees" float8,
            "horizontalFovDegrees" float8, "gridCode" text, clip text, scene text, settings jsonb)`,
    district.cameras,
    simulatorUrl,
  );
  const { west, north, stepLng, stepLat, columns, rows, decimetres } = district.terrain;
  await db.query(
    `insert into terrain (west, north, step_lng, step_lat, columns, rows, decimetres) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      west,
      north,
      stepLng,
      stepLat,
      columns,
      rows,
      Buffer.from(decimetres.buffer, decimetres.byteOffset, decimetres.byteLength),
    ],
  );
}

/** Grids with their township and chief (网格长). */
function gridRows(district: District): object[] {
  const townships = townshipsByCommunity(district.areas);
  const chiefs = chiefsByGrid(district.people);
  return district.grids.map((grid) => ({
    ...grid,
    townshipCode: townships.get(grid.communityCode),
    chiefName: chiefs.get(grid.code)?.name ?? null,
    chiefPhone: chiefs.get(grid.code)?.phone ?? null,
  }));
}
