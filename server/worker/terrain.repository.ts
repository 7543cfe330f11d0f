import type { GroundElevation } from '../georeference/terrain.ts';
import { groundOf } from '../georeference/terrain.ts';
import type { Db } from '../platform/db.ts';

/** The district's terrain, read once; a district without one counts as flat at sea level. */
export const readTerrain = async (db: Db): Promise<GroundElevation> => {
  const { rows } = await db.query('select * from terrain');
  const row = rows[0];
  if (!row) return () => 0;
  const bytes: Buffer = row.decimetres;
  const decimetres = new Int16Array(bytes.length / 2);
  for (let i = 0; i < decimetres.length; i++) decimetres[i] = bytes.readInt16LE(i * 2);
  return groundOf({
    west: row.west,
    north: row.north,
    stepLng: row.step_lng,
    stepLat: row.step_lat,
    columns: row.columns,
    rows: row.rows,
    decimetres,
  });
};
