import path from 'node:path';
import { parseArgs } from 'node:util';
import { hashAt, verifyAudit } from './audit/verify-audit.ts';
import { readConfig } from './platform/config.ts';
import { createPool } from './platform/db.ts';

/**
 * `npm run audit:verify [-- --head NUMBER:HASH]`: follows the audit log's chain of hashes; names the first row that does
 * not fit and exits with 1. A head that was noted down earlier shows whether the log was cut off or written anew since.
 */
const { values } = parseArgs({ options: { head: { type: 'string' } } });
const databaseUrl = readConfig().DATABASE_URL;
if (!databaseUrl) {
  console.error(`DATABASE_URL is not set. It is in ${path.resolve('docs/operations.md')} how to find it.`);
  process.exit(2);
}
const noted = values.head === undefined ? undefined : /^(\d+):([0-9a-f]{64})$/.exec(values.head);
if (noted === null) {
  console.error('--head is the number and the hash of a row, as this command printed them: 812:9f86d0…');
  process.exit(2);
}

const pool = createPool({ url: databaseUrl, name: 'eyrie audit-verify', max: 1 });
try {
  const { rows, head, firstBroken } = await verifyAudit(pool);
  if (firstBroken) {
    console.error(
      `BROKEN at row ${firstBroken.number}: it is ${firstBroken.why}. ${rows} rows before it are whole.`,
    );
    process.exitCode = 1;
  } else if (noted && (await hashAt(pool, Number(noted[1]))) !== noted[2]) {
    console.error(
      `BROKEN: row ${noted[1]} is not the one that was noted down. It was cut off or written anew.`,
    );
    process.exitCode = 1;
  } else {
    console.log(`Whole: ${rows} rows.${head ? ` Head: ${head.number}:${head.hash}` : ''}`);
  }
} finally {
  await pool.end();
}
