import { AuditEntry, type AuditFilter } from '#contract/audit.ts';
import type { Db } from '../platform/db.ts';
import type { ChainedRow } from './audit-chain.ts';

const columns = `number, at, actor_id, actor, role, address, action, object_kind, object_id, object_name, result,
                 details, previous_hash, hash`;

/** A row with the hashes that it was written with. */
export interface KeptRow {
  row: ChainedRow;
  previousHash: Buffer;
  hash: Buffer;
}

/** Rows after `number` and up to `last`, in their order, at most `limit`. */
export async function readChain(db: Db, after: number, last: number, limit: number): Promise<KeptRow[]> {
  const { rows } = await db.query(
    `select ${columns} from audit_log where number > $1 and number <= $2 order by number limit $3`,
    [after, last, limit],
  );
  return rows.map(keptRow);
}

/** Entries below `before`, newest first, at most `limit`. */
export async function listAudit(
  db: Db,
  filter: AuditFilter & { before?: number | undefined },
  limit: number,
): Promise<AuditEntry[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['true'];
  if (filter.before !== undefined) conditions.push(`number < ${bind(filter.before)}`);
  if (filter.from !== undefined) conditions.push(`at >= ${bind(filter.from)}`);
  if (filter.to !== undefined) conditions.push(`at < ${bind(filter.to)}`);
  if (filter.action !== undefined) conditions.push(`action = ${bind(filter.action)}`);
  if (filter.result !== undefined) conditions.push(`result = ${bind(filter.result)}`);
  if (filter.text) {
    const pattern = bind(`%${filter.text.replace(/[\\%_]/g, '\\$&')}%`);
    const searched = ['actor', 'object_name', 'object_id', 'address'];
    conditions.push(`(${searched.map((column) => `${column} ilike ${pattern}`).join(' or ')})`);
  }
  const { rows } = await db.query(
    `select ${columns} from audit_log where ${conditions.join(' and ')} order by number desc limit ${bind(limit)}`,
    values,
  );
  return rows.map(keptRow).map(asEntry);
}

function asEntry({ row, hash }: KeptRow): AuditEntry {
  const { objectKind, objectId, objectName, ...rest } = row;
  const object =
    objectKind !== null && objectId !== null ? { kind: objectKind, id: objectId, name: objectName } : null;
  return AuditEntry.parse({ ...rest, object, hash: hash.toString('hex') });
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
const keptRow = (row: any): KeptRow => ({
  row: {
    number: row.number,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actor: row.actor,
    role: row.role,
    address: row.address,
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    objectName: row.object_name,
    result: row.result,
    details: row.details,
  },
  previousHash: row.previous_hash,
  hash: row.hash,
});
