import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseUnusable, otherWays } from './database-unusable.ts';
import { commandWorks, type ProcessOwner } from './run-command.ts';

/** Where the private cluster lives and who runs it. */
export interface ClusterPlace {
  /** Parent of `data`, the log and unpacked packages. */
  dir: string;
  /** PGDATA. */
  dataDir: string;
  socketDir: string;
  logFile: string;
  /** Absent where the product itself is not root: then the cluster runs as the same user. */
  owner: ProcessOwner | undefined;
  /** Names the cluster's processes, so that they are known again after a crash. */
  clusterName: string;
}

/** Longest path of a Unix socket on Linux, without its closing zero byte. */
const maxSocketPathBytes = 107;
const socketFile = '.s.PGSQL.5432';

/**
 * Chooses the cluster's place. PostgreSQL refuses to run as root, so root hands the folder to another user; where
 * that user can't reach the data folder (a checkout under a closed home), the cluster lives in /var/lib/eyrie.
 */
export async function chooseClusterPlace(
  dataDir: string,
  log: (line: string) => void,
): Promise<ClusterPlace> {
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const owner = process.getuid?.() === 0 ? await unprivilegedUser() : undefined;
  await mkdir(dataDir, { recursive: true });
  let dir = path.join(dataDir, 'postgres');
  if (owner && !(await commandWorks('test', ['-x', dataDir], { as: owner }))) {
    dir = path.join('/var/lib/eyrie', id, 'postgres');
    await mkdir(path.dirname(dir), { recursive: true, mode: 0o755 });
    log(`Database: user ${owner.name} can't reach ${dataDir}, so the database lives in ${dir}`);
  }
  await mkdir(dir, { recursive: true, mode: 0o750 });
  if (owner) await chown(dir, owner.uid, owner.gid);
  const socketDir = await createSocketDir(dir, id, owner);
  const logFile = path.join(dir, 'postgres.log');
  return { dir, dataDir: path.join(dir, 'data'), socketDir, logFile, owner, clusterName: `eyrie-${id}` };
}

/** A socket's path may have 107 bytes: a deep data folder gets a short one under /tmp that is ours alone. */
async function createSocketDir(dir: string, id: string, owner: ProcessOwner | undefined): Promise<string> {
  const uid = owner?.uid ?? process.getuid?.() ?? 0;
  const near = path.join(dir, 'run');
  const fits = Buffer.byteLength(path.join(near, socketFile)) <= maxSocketPathBytes;
  const socketDir = fits ? near : `/tmp/eyrie-${uid}-${id}`;
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  if (owner) await chown(socketDir, owner.uid, owner.gid);
  const facts = await lstat(socketDir);
  if (!facts.isDirectory() || facts.uid !== uid) {
    throw new DatabaseUnusable(
      `${socketDir} is in the way: it must be a folder of user ${uid}. Remove it and start again.`,
    );
  }
  return socketDir;
}

async function unprivilegedUser(): Promise<ProcessOwner> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const entry = users.find(([user]) => user === name);
    if (entry) return { name, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new DatabaseUnusable(
    `PostgreSQL refuses to run as root and there is no user \`postgres\`. ${otherWays}`,
  );
}
