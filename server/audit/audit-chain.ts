import { createHash } from 'node:crypto';

/** The one way in which an audit row becomes a hash: writing and verifying must never differ. */

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a hash is made of; everything that the row says. */
export interface ChainedRow {
  number: number;
  /** ISO, with milliseconds, in UTC. */
  at: string;
  actorId: string | null;
  actor: string | null;
  role: string | null;
  address: string | null;
  action: string;
  objectKind: string | null;
  objectId: string | null;
  objectName: string | null;
  result: string;
  details: { [key: string]: Json };
}

/** The hash before the first row. */
export const noHash = Buffer.alloc(32);

/** SHA-256 over the hash before and the row as canonical JSON. */
export const hashRow = (previousHash: Buffer, row: ChainedRow): Buffer =>
  createHash('sha256')
    .update(previousHash)
    .update(canonicalJson(row as unknown as Json))
    .digest();

/** JSON with keys in the order of their code units and no spaces (RFC 8785 for what the log holds). */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}
