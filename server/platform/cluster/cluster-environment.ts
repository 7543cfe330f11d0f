import type { PostgresInstallation } from './find-postgres.ts';

/** A plain environment for PostgreSQL's programs: none of the user's `PG…` variables may redirect them. */
export function clusterEnvironment(installation: PostgresInstallation): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC', ...installation.env };
}
