import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSegmentRing } from './segment-ring.ts';

test('a process killed while it writes leaves whole segments only, and all that it had finished', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'eyrie-ring-kill-'));
  const writer = fork(path.join(import.meta.dirname, 'segment-writer.process.ts'), [dir], {
    execArgv: ['--import', 'tsx'],
  });
  await once(writer, 'message');
  await pause(30);
  writer.kill('SIGKILL');
  await once(writer, 'exit');

  const segments = await createSegmentRing({ dir, keepMs: 60_000 }).read('cam', 0, Number.MAX_SAFE_INTEGER);
  expect(segments.length).toBeGreaterThan(20);
  for (const [number, segment] of segments.entries()) {
    expect(segment.startAt).toBe(number * 2000);
    expect(segment.bytes.length).toBe(300_000 + (number % 7) * 1000);
    expect(segment.bytes.every((byte) => byte === number % 251)).toBe(true);
  }
  await rm(dir, { recursive: true });
});
