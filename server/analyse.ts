import { parseArguments } from './analyse/arguments.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { endWithReader } from './platform/end-with-reader.ts';

/** `npm run analyse`: tries a scene on a recording, with the code that watches the cameras; one JSON object a line. */

const namesOfExpected = new Set(['BadInput', 'StreamFailure', 'ModelError']);

endWithReader();
try {
  const args = parseArguments(process.argv.slice(2));
  const config = readConfig();
  // Decoder and runtime take their time to load: what is wrong with the command line is said before.
  const { runAnalyse } = await import('./analyse/run-analyse.ts');
  await runAnalyse(args, config);
} catch (error) {
  const isExpected = error instanceof ConfigError || namesOfExpected.has((error as Error).name);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = isExpected ? 2 : 1;
}
