/** The database can't be used as things stand; the message says to the person who starts the product what to do. */
export class DatabaseUnusable extends Error {}

/** What every message about a missing private database ends with. */
export const otherWays =
  'Set DATABASE_URL to a PostgreSQL ≥ 15 with PostGIS ≥ 3.3, or run `docker compose up` in docker/.';

export const oldestPostgresMajor = 15;
export const oldestPostgis = [3, 3] as const;

/** True for a PostGIS version such as `3.3.2` or `3.5.0 USE_GEOS=1` that is new enough. */
export function isPostgisNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [oldestMajor, oldestMinor] = oldestPostgis;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
