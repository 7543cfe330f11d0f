import { runCheck } from './models/run-check.ts';
import { endWithReader } from './platform/end-with-reader.ts';

/**
 * `npm run models:check -- FILE.onnx`: says what a model is, tries it on a picture and writes the manifest to start
 * from. Exit codes: 0 a family fits, 1 a fault of ours, 2 the file or the command line is wrong, 3 no family fits.
 */

endWithReader();
try {
  process.exitCode = await runCheck(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  const isExpected = (error as Error).name === 'ModelError';
  process.stderr.write(`${isExpected ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = isExpected ? 2 : 1;
}
