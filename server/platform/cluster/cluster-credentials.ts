import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Passwords of the private cluster's two roles: the superuser sets it up, the product works as the other. */
const Credentials = z.object({ superuserPassword: z.string().min(20), password: z.string().min(20) });
export type Credentials = z.infer<typeof Credentials>;

export const superuser = 'postgres';
export const productRole = 'eyrie';
export const productDatabase = 'eyrie';

/** Reads the passwords kept in the data folder, or draws new ones at the first start; the file is ours alone (0600). */
export async function keepCredentials(dataDir: string): Promise<Credentials> {
  const file = path.join(dataDir, 'postgres.credentials.json');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (kept !== null) return Credentials.parse(JSON.parse(kept));
  const drawn = { superuserPassword: drawPassword(), password: drawPassword() };
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.partial`, `${JSON.stringify(drawn, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.partial`, file);
  return drawn;
}

/** The address of one database of a cluster that listens on a socket only. */
export function socketUrl(options: {
  role: string;
  password: string;
  socketDir: string;
  database: string;
}): string {
  const { role, password, socketDir, database } = options;
  return `postgresql://${role}:${encodeURIComponent(password)}@localhost:5432/${database}?host=${encodeURIComponent(socketDir)}`;
}

const drawPassword = () => randomBytes(24).toString('base64url');
