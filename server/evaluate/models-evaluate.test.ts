import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** The command as people run it; its model is the tests' toy, which sees a car in every bright half of a picture. */

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'eyrie-lane-'));
  await copyFile(
    path.join(root, 'server/simulator/fixtures/counting.mp4'),
    path.join(folder, 'standing.mp4'),
  );
  await copyFile(path.join(root, 'server/ingest/fixtures/turned.mp4'), path.join(folder, 'quiet.mp4'));
  const stand = { class: 'stand', t_first: 0 };
  const clips = [
    { file: 'standing.mp4', dwell_s: 2, camera: 'gate', conditions: ['night'], events: [stand] },
    { file: 'quiet.mp4', dwell_s: 2, camera: 'yard', starts_at: '2026-01-05T22:00:00+08:00' },
  ];
  await writeFile(path.join(folder, 'truth.json'), JSON.stringify({ scene: 'fire-lane', clips }));
});
afterAll(() => rm(folder, { recursive: true }));

const evaluate = (...args: string[]): Promise<{ code: number; printed: string; said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, EYRIE_MODELS_DIR: path.join(root, 'server/detect/fixtures') };
    const command = ['--import', 'tsx', path.join(root, 'server/models-evaluate.ts'), ...args];
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, printed: stdout, said: stderr }),
    );
  });

it('runs a set as analyse would, prints its tables, and knows its results the next time', async () => {
  const json = path.join(folder, 'result.json');
  const first = await evaluate('--set', folder, '--fresh', '--json', json);
  expect(first.code, first.said).toBe(0);
  expect(first.printed).toContain('fire-lane: tiny');
  expect(first.printed).toMatch(/\| fire-lane \| gate +\| 1 /);
  expect(first.printed).toMatch(/\| fire-lane \| 22:00 \|/);
  expect(first.said).toMatch(/\[2\/2\]/);
  const { scores, clips } = JSON.parse(await readFile(json, 'utf8'));
  expect(clips).toHaveLength(2);
  expect(scores.bySet[0]).toMatchObject({ clips: 2, events: 1 });
  const second = await evaluate('--set', folder);
  expect(second.said.match(/known/g)).toHaveLength(2);
  expect(second.printed).toBe(first.printed);
}, 180_000);

it('goes on when a clip can’t be read, says which, and ends with 1', async () => {
  const clips = [{ file: 'gone.mp4' }, { file: 'quiet.mp4' }];
  const other = await mkdtemp(path.join(tmpdir(), 'eyrie-lane-'));
  await copyFile(path.join(folder, 'quiet.mp4'), path.join(other, 'quiet.mp4'));
  await writeFile(path.join(other, 'truth.json'), JSON.stringify({ scene: 'fire-lane', clips }));
  const { code, printed } = await evaluate('--set', other);
  expect(code).toBe(1);
  expect(printed).toMatch(/Not analysed: eyrie-lane-\w+\/gone\.mp4: .*no such file/);
  expect(printed).toMatch(/\| fire-lane \| eyrie-lane-\w+ +\| 1 /);
  await rm(other, { recursive: true });
}, 180_000);

it('refuses a folder that is not there in one line, with code 2', async () => {
  const { code, said } = await evaluate('--set', '/nowhere');
  expect([code, said]).toEqual([2, 'There is no folder /nowhere\n']);
}, 180_000);
