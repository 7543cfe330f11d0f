import { BadInput } from '../../analyse/arguments.ts';
import { openEvidenceStore } from '../../evidence/evidence-store.ts';
import { findDatabaseUrl } from '../../platform/cluster/find-database-url.ts';
import type { Config } from '../../platform/config.ts';
import { createPool, isDatabaseAway } from '../../platform/db.ts';
import { askAgain, askedAgainInWords } from './ask-again.ts';
import { feedbackTables } from './feedback-tables.ts';
import { listJudgedCases, listWatchedDays } from './judged-case.repository.ts';

/** Prints how the machines fare by what operators said; throws BadInput where no database answers. */
export const runFeedback = async (config: Config, say: (line: string) => void): Promise<void> => {
  const url = await findDatabaseUrl({ dataDir: config.EYRIE_DATA_DIR, databaseUrl: config.DATABASE_URL });
  if (!url) throw new BadInput('There is no database here: set DATABASE_URL, or start Eyrie once');
  const pool = createPool({ url, name: 'eyrie evaluate', max: 2 });
  try {
    const cases = await listJudgedCases(pool);
    if (cases.length === 0) {
      console.log('No camera has opened a case yet.');
      return;
    }
    console.log(`${feedbackTables(cases, await listWatchedDays(pool))}\n`);
    const store = openEvidenceStore({ dataDir: config.EYRIE_DATA_DIR, s3Address: config.EYRIE_EVIDENCE_S3 });
    console.log(askedAgainInWords(await askAgain(cases, store, say)));
  } catch (error) {
    if (isDatabaseAway(error)) throw new BadInput('The database does not answer: start Eyrie first');
    throw error;
  } finally {
    await pool.end();
  }
};
