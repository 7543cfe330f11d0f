import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { districtDir } from '../../geodata/read-district.ts';
import { listTypes, saveType } from '../dispatch/type.repository.ts';
import { readTypes } from '../dispatch/type-csv.ts';
import type { Db } from '../platform/db.ts';

/** Limits, helpers, checklists and closers of the event types, from the same file that a centre may import. */
export async function insertTypeSettings(db: Db): Promise<void> {
  const csv = await readFile(path.join(districtDir, 'event-types.csv'), 'utf8');
  const known = (await listTypes(db)).map(({ retiredAt: _, ...type }) => [type.code, type] as const);
  const { types, problems } = readTypes(csv, new Map(known));
  if (problems.length > 0) throw new Error(`event-types.csv: ${JSON.stringify(problems)}`);
  for (const { type } of types) await saveType(db, type);
}
