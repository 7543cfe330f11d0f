import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

it('lets a process end whose reader is gone', async () => {
  const file = fileURLToPath(new URL('./fixtures/talk-then-end.process.ts', import.meta.url));
  const child = fork(file, {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new Error('the child has no stdout');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  expect(JSON.parse(line)).toMatchObject({ process: 'talker', msg: 'hello' });

  const exited = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdout.destroy();
  await once(child.stdout, 'close');
  child.disconnect();
  const [code] = await exited;
  expect(code).toBe(0);
});
