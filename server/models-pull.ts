import { readCatalogue } from './models/catalogue.ts';
import { runPull } from './models/run-pull.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { endWithReader } from './platform/end-with-reader.ts';

/** `npm run models:pull -- NAME`: fetches a recommended detector. Exit codes: 0, 1 a fault of ours, 2 refused. */

const progressEveryMs = 2_000;
let toldAt = Date.now();
const onProgress = (done: number, total: number | undefined): void => {
  if (Date.now() - toldAt < progressEveryMs) return;
  toldAt = Date.now();
  process.stderr.write(`${(done / 1e6).toFixed(1)} of ${total ? (total / 1e6).toFixed(1) : '?'} MB\n`);
};

endWithReader();
try {
  await runPull(process.argv.slice(2), {
    catalogue: await readCatalogue(),
    modelsDir: readConfig().EYRIE_MODELS_DIR,
    print: (line) => process.stdout.write(`${line}\n`),
    onProgress,
  });
} catch (error) {
  const isExpected = (error as Error).name === 'ModelError' || error instanceof ConfigError;
  process.stderr.write(`${isExpected ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = isExpected ? 2 : 1;
}
