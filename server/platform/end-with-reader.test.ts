import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const module = path.join(import.meta.dirname, 'end-with-reader.ts');

it('ends without a word when the reader of its output goes away', async () => {
  const script = `
    import { endWithReader } from '${module}';
    endWithReader();
    const write = () => { process.stdout.write('line\\n'.repeat(5000)); setImmediate(write); };
    write();`;
  const command = `"$0" --import tsx --input-type=module -e "$1" | head -n 1`;
  const { stdout, stderr } = await run('sh', ['-c', command, process.execPath, script], { timeout: 60_000 });
  expect(stdout).toBe('line\n');
  expect(stderr).toBe('');
}, 60_000);
