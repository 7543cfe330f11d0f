import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildWebIfStale } from '../server/start/build-web.ts';
import { describeMachine } from './machine.ts';
import { measureDetectionToPin, measureManyWalls } from './measure-arrival.ts';
import { measureLists } from './measure-lists.ts';
import { measureCaseTiles } from './measure-map.ts';
import { measureWallPage } from './measure-wall-page.ts';
import { plantCases, plantCounty } from './plant-county.ts';
import { startPrivateDatabase } from './private-database.ts';
import { startServer } from './running-server.ts';

/**
 * `npm run bench`: measures the product against limits taken in the same run, and prints one JSON object. What it is
 * doing meanwhile goes to stderr.
 */

const cases = { total: 1_000_000, open: 100_000 };
const root = path.resolve(import.meta.dirname, '..');
const say = (line: string) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);

const machineBefore = describeMachine();
say('Pipeline: cameras per core …');
const pipeline = await measurePipeline();
await buildWebIfStale(root, say);
const database = await startPrivateDatabase(say);
try {
  const account = await plantCounty(database.pool);
  say(`Planting ${cases.total} cases, ${cases.open} of them open …`);
  await plantCases(database.pool, cases);
  const server = await startServer(database, account);
  try {
    say('Detection → pin …');
    const pins = await measureDetectionToPin(database, server, 300);
    say('Event log → 200 walls …');
    const walls = await measureManyWalls(database, server, { walls: 200, events: 100 });
    say('Tiles of open cases …');
    const tiles = await measureCaseTiles(database, server, 120);
    say('Lists …');
    const lists = await measureLists(database, server, 120);
    say('The wall in a browser …');
    const wallPage = await measureWallPage(database, server, { updates: 12, firstCell: 400, account });
    const machine = { ...describeMachine(), loadBefore: machineBefore.load, database: database.version };
    const report = { at: new Date().toISOString(), machine, pipeline, pins, walls, tiles, lists, wallPage };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await server.stop();
  }
} finally {
  await database.stop();
}

/** The video pipeline is measured in a process of its own: its native code wants the whole of one. */
async function measurePipeline(): Promise<unknown> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/pipeline.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`bench/pipeline.ts ended with code ${code}`);
  return JSON.parse(output);
}
