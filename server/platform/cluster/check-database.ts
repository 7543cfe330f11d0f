import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  DatabaseUnusable,
  isPostgisNewEnough,
  oldestPostgis,
  oldestPostgresMajor,
} from './database-unusable.ts';

/** What a database turned out to be. */
export interface DatabaseFacts {
  postgres: string;
  postgis: string;
}

/**
 * Connects to the database that `DATABASE_URL` names and checks its versions; waits up to a minute for one that is
 * still starting. Its password never reaches a message.
 */
export async function checkDatabase(options: {
  url: string;
  log: (line: string) => void;
  waitMs?: number;
  signal?: AbortSignal | undefined;
}): Promise<DatabaseFacts> {
  const { url, log, signal } = options;
  const deadline = Date.now() + (options.waitMs ?? 60_000);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readFacts(url);
    } catch (error) {
      if (error instanceof DatabaseUnusable) throw error;
      if (!isStarting(error) || Date.now() > deadline) {
        throw new DatabaseUnusable(`The database at ${withoutSecrets(url)} can't be used: ${reason(error)}`);
      }
      if (attempt === 1) log(`Database: waiting for ${withoutSecrets(url)} …`);
      await pause(1000, undefined, signal ? { signal } : {});
    }
  }
}

/** A database's address as people may read it. */
export function withoutSecrets(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get('host') ?? hostname}${port ? `:${port}` : ''}${pathname}`;
}

async function readFacts(url: string): Promise<DatabaseFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const server = await client.query<{ number: string; version: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as version",
    );
    const { number = '0', version = 'unknown' } = server.rows[0] ?? {};
    if (Math.floor(Number(number) / 10_000) < oldestPostgresMajor) {
      throw new DatabaseUnusable(
        `${withoutSecrets(url)} is PostgreSQL ${version}; Eyrie needs ${oldestPostgresMajor} or newer.`,
      );
    }
    const extension = await client.query<{ version: string | null }>(
      "select coalesce(installed_version, default_version) as version from pg_available_extensions where name = 'postgis'",
    );
    const postgis = extension.rows[0]?.version ?? null;
    if (postgis === null || !isPostgisNewEnough(postgis)) {
      const has = postgis === null ? 'has no PostGIS' : `has PostGIS ${postgis}`;
      const advice = `install the package postgresql-${Math.floor(Number(number) / 10_000)}-postgis-3 (or newer) on its machine`;
      throw new DatabaseUnusable(
        `${withoutSecrets(url)} ${has}; Eyrie needs ${oldestPostgis.join('.')} or newer: ${advice}.`,
      );
    }
    return { postgres: version, postgis };
  } finally {
    await client.end();
  }
}

function isStarting(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P03'].includes(
    code,
  );
}

/** A refused connection to a name with several addresses has an empty message of its own. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map((each) => reason(each)).join('; ');
  return error instanceof Error ? error.message : String(error);
}
