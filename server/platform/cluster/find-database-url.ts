import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { keepCredentials, productDatabase, productRole, socketUrl } from './cluster-credentials.ts';
import { chooseClusterPlace } from './cluster-place.ts';

/** The address of the database that the product uses now: the one given, else the private cluster that was made here. */
export async function findDatabaseUrl(options: {
  dataDir: string;
  databaseUrl?: string | undefined;
}): Promise<string | undefined> {
  if (options.databaseUrl) return options.databaseUrl;
  const known = await stat(path.join(options.dataDir, 'postgres.credentials.json')).catch(() => undefined);
  if (!known) return undefined;
  const home = await realpath(options.dataDir);
  const { socketDir } = await chooseClusterPlace(home, () => undefined);
  const { password } = await keepCredentials(home);
  return socketUrl({ role: productRole, password, socketDir, database: productDatabase });
}
