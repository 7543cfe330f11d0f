import type { NewAuditEntry } from '#contract/audit.ts';
import { beforeCommit, type Db } from '../platform/db.ts';
import { addressOfRequest } from '../platform/http/request-address.ts';
import { type ChainedRow, hashRow, noHash } from './audit-chain.ts';

/** Writes to the audit log within the transaction of what it tells: both are kept, or neither. */

const auditLock = 0x45_59_41_55;

type Waiting = NewAuditEntry & { address: string | null };

/** Notes an entry; it is chained and written as the transaction's last act, so that the chain's lock is held only for that. */
export const noteAudit = (tx: Db, entry: NewAuditEntry): void =>
  beforeCommit(tx, append, { ...entry, address: addressOfRequest() });

/**
 * The lock makes the order of numbers the order of commits. It is always taken before the event log's, never after,
 * so that two transactions can't wait for each other.
 */
async function append(tx: Db, entries: readonly Waiting[]): Promise<void> {
  const actors = await readActors(tx, entries);
  await tx.query('select pg_advisory_xact_lock($1)', [auditLock]);
  const { at, ...head } = await readHead(tx);
  let { number, hash } = head;
  const rows = entries.map((entry) => {
    const row = asRow(entry, { number: number + 1, at, who: actors.get(entry.actorId ?? '') });
    const previousHash = hash;
    number = row.number;
    hash = hashRow(previousHash, row);
    return { ...row, previousHash: previousHash.toString('hex'), hash: hash.toString('hex') };
  });
  await tx.query(
    `insert into audit_log (number, at, actor_id, actor, role, address, action, object_kind, object_id, object_name,
                            result, details, previous_hash, hash)
     select (r->>'number')::bigint, (r->>'at')::timestamptz, (r->>'actorId')::uuid, r->>'actor', r->>'role',
            r->>'address', r->>'action', r->>'objectKind', r->>'objectId', r->>'objectName', r->>'result',
            r->'details', decode(r->>'previousHash', 'hex'), decode(r->>'hash', 'hex')
       from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rows)],
  );
}

/** The newest row, or what retention left of it, and the time to write beside the next. */
async function readHead(tx: Db): Promise<{ number: number; hash: Buffer; at: string }> {
  const { rows } = await tx.query(
    `select clock_timestamp() as at, h.number, h.hash
       from (select 1) one left join lateral (
         (select number, hash from audit_log order by number desc limit 1) union all
         (select number, hash from audit_cuts order by number desc limit 1)
         order by number desc limit 1) h on true`,
  );
  const { at, number, hash } = rows[0];
  return { number: number ?? 0, hash: hash ?? noHash, at: at.toISOString() };
}

interface Actor {
  username: string;
  role: string;
}

async function readActors(tx: Db, entries: readonly Waiting[]): Promise<Map<string, Actor>> {
  const ids = entries.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]));
  if (ids.length === 0) return new Map();
  const { rows } = await tx.query('select id, username, role from users where id = any($1)', [ids]);
  return new Map(rows.map(({ id, username, role }) => [id, { username, role }]));
}

const asRow = (
  { action, actorId, address, object, result = 'done', details = {} }: Waiting,
  { number, at, who }: { number: number; at: string; who: Actor | undefined },
): ChainedRow => ({
  number,
  at,
  actorId,
  actor: who?.username ?? null,
  role: who?.role ?? null,
  address,
  action,
  objectKind: object?.kind ?? null,
  objectId: object?.id ?? null,
  objectName: object?.name ?? null,
  result,
  details,
});
