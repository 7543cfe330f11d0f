import { stringify } from 'csv-stringify/sync';
import type { AuditEntry, AuditFilter } from '#contract/audit.ts';
import type { Db } from '../platform/db.ts';
import { listAudit } from './audit.repository.ts';

const batchRows = 1000;
const heading = [
  'number',
  'time',
  'user',
  'role',
  'address',
  'action',
  'object',
  'id',
  'name',
  'result',
  'details',
  'hash',
];

/** The entries of a filter as CSV, newest first, a thousand at a time; begins with the mark by which Excel knows UTF-8. */
export async function* auditTable(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  yield `\uFEFF${asLines([heading])}`;
  for (let before: number | undefined; ; ) {
    const entries = await listAudit(db, { ...filter, before }, batchRows);
    if (entries.length > 0) yield asLines(entries.map(cells));
    before = entries.at(-1)?.number;
    if (entries.length < batchRows) return;
  }
}

/** Words that a spreadsheet would take for a formula are made plain text. */
const asLines = (rows: unknown[][]): string => stringify(rows, { escape_formulas: true });

const cells = ({ number, at, actor, role, address, action, object, result, details, hash }: AuditEntry) => [
  number,
  at,
  actor,
  role,
  address,
  action,
  object?.kind,
  object?.id,
  object?.name,
  result,
  Object.keys(details).length > 0 ? JSON.stringify(details) : '',
  hash,
];
