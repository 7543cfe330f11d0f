import { parseEvaluateArguments } from './evaluate/evaluate-arguments.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { endWithReader } from './platform/end-with-reader.ts';

/** `npm run models:evaluate`: how good the scenes are, on footage of which the truth is known and by what operators said. */

const namesOfExpected = new Set(['BadInput', 'ModelError']);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

endWithReader();
try {
  const args = parseEvaluateArguments(process.argv.slice(2));
  const config = readConfig();
  if (args.feedback) {
    const { runFeedback } = await import('./evaluate/feedback/run-feedback.ts');
    await runFeedback(config, say);
  }
  if (!args.feedback || args.sets.length > 0) {
    const { runEvaluate } = await import('./evaluate/run-evaluate.ts');
    if (!(await runEvaluate(args, config, say))) process.exitCode = 1;
  }
} catch (error) {
  const isExpected = error instanceof ConfigError || namesOfExpected.has((error as Error).name);
  say(isExpected ? (error as Error).message : String((error as Error).stack ?? error));
  process.exitCode = isExpected ? 2 : 1;
}
