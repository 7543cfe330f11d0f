/**
 * `npm test`: prepares what the tests need, then lints, type-checks, looks for dead code, builds the web and runs
 * every test. Arguments go to Vitest, which then runs alone: `npm test -- --project db server/platform`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareTests, TestsUnprepared } from './prepare-tests.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = path.join(root, '.cache/test-results.json');
const vitestArguments = process.argv.slice(2);

/** Runs one of the project's own tools with our console; true where it ends well. */
async function run(title: string, tool: string, ...args: string[]): Promise<boolean> {
  console.log(`\n▸ ${title}`);
  const program = path.join(root, 'node_modules/.bin', tool);
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}

async function countTests(): Promise<{ passed: number; failed: number }> {
  const report = JSON.parse(await readFile(results, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  // A file that can't even be loaded has no tests to count: it is a failure by itself.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length };
}

try {
  await prepareTests((line) => console.log(line));
} catch (error) {
  if (!(error instanceof TestsUnprepared)) throw error;
  console.error(error.message);
  process.exit(1);
}

const failedChecks: string[] = [];
const check = async (title: string, tool: string, ...args: string[]) => {
  if (!(await run(title, tool, ...args))) failedChecks.push(title);
};
if (vitestArguments.length === 0) {
  await check('format, lint and import boundaries', 'biome', 'check');
  await check('types', 'tsc', '-b');
  await check('dead code', 'knip');
  await check('third-party notices', 'tsx', 'scripts/third-party-notices.ts', '--check');
  await check('the README’s table of settings', 'tsx', 'scripts/settings-table.ts', '--check');
  await check('the reference of model.json', 'tsx', 'scripts/manifest-table.ts', '--check');
  await check('the diagram of the case loop', 'tsx', 'scripts/case-loop-diagram.ts', '--check');
  await check('web build', 'vite', 'build', '--logLevel', 'warn');
}

await mkdir(path.dirname(results), { recursive: true });
await rm(results, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const testsPassed = await run('tests', 'vitest', 'run', ...reporters, ...vitestArguments);

const { passed, failed } = await countTests();
for (const title of failedChecks) console.log(`Failed: ${title}`);
const allFailed = failed + failedChecks.length || (testsPassed ? 0 : 1);
console.log(`${passed} passed, ${allFailed} failed`);
process.exit(allFailed === 0 ? 0 : 1);
