import pg from 'pg';
import {
  type Credentials,
  productDatabase,
  productRole,
  socketUrl,
  superuser,
} from './cluster-credentials.ts';

/**
 * Makes the product's role and database in the private cluster where they are missing; safe to repeat. The role may
 * make databases (the tests do) and nothing else; PostGIS, which only a superuser can add, is put into the template
 * that every new database starts from.
 */
export async function provisionCluster(socketDir: string, credentials: Credentials): Promise<void> {
  const superuserUrl = (database: string) =>
    socketUrl({ role: superuser, password: credentials.superuserPassword, socketDir, database });

  await withClient(superuserUrl('template1'), async (client) => {
    await client.query('create extension if not exists postgis');
    await client.query('select postgis_extensions_upgrade()');
  });
  await withClient(superuserUrl('postgres'), async (client) => {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [productRole]);
    const verb = roles.rowCount ? 'alter' : 'create';
    const password = client.escapeLiteral(credentials.password);
    await client.query(`${verb} role ${productRole} login createdb password ${password}`);
    const databases = await client.query('select 1 from pg_database where datname = $1', [productDatabase]);
    if (!databases.rowCount) await client.query(`create database ${productDatabase} owner ${productRole}`);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
