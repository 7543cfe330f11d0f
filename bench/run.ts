import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildWebIfStale } from '../server/start/build-web.ts';
import { describeMachine } from './machine.ts';
import { measureAlerts } from './measure-alerts.ts';
import { measureDetectionToPin, measureManyWalls } from './measure-arrival.ts';
import { measureFind } from './measure-find.ts';
import { measureIndicators } from './measure-indicators.ts';
import { measureLists } from './measure-lists.ts';
import { measureCaseTiles } from './measure-map.ts';
import { measureWallPage } from './measure-wall-page.ts';
import { plantCases, plantCounty } from './plant-county.ts';
import { startPrivateDatabase } from './private-database.ts';
import { startServer } from './running-server.ts';
import { measureStreams } from './streams.ts';

/**
 * `npm run bench`: measures the product against limits taken in the same run, and prints one JSON object. What it is
 * doing meanwhile goes to stderr. `npm run bench -- tiles lists` measures these alone.
 */

const parts = [
  'pipeline',
  'streams',
  'pins',
  'alerts',
  'walls',
  'tiles',
  'lists',
  'indicators',
  'find',
  'wallPage',
] as const;
type Part = (typeof parts)[number];
const overVideo = new Set<Part>(['pipeline', 'streams']);

const cases = { total: 1_000_000, open: 100_000 };
const root = path.resolve(import.meta.dirname, '..');
const say = (line: string) => process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${line}\n`);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !parts.includes(name as Part));
if (unknown.length > 0) {
  console.error(`There is nothing to measure called ${unknown.join(', ')}; known: ${parts.join(', ')}`);
  process.exit(2);
}
const wanted = (part: Part) => asked.length === 0 || asked.includes(part);

const report: Record<string, unknown> = { at: new Date().toISOString(), machine: describeMachine() };
if (wanted('pipeline')) {
  say('pipeline: how many cameras a core carries …');
  report.pipeline = await measurePipeline();
}
if (wanted('streams')) {
  say('streams: decoding, the model and the whole at many streams …');
  report.streams = { ...(await measureStreams(say)), load: describeMachine().load };
}
if (parts.some((part) => !overVideo.has(part) && wanted(part))) await measureOverCases();
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);

/** Everything that is measured over a million cases. */
async function measureOverCases(): Promise<void> {
  if (wanted('wallPage')) await buildWebIfStale(root, say);
  const database = await startPrivateDatabase(say);
  try {
    report.database = database.version;
    const account = await plantCounty(database.pool);
    say(`Planting ${cases.total} cases, ${cases.open} of them open …`);
    await plantCases(database.pool, cases);
    const server = await startServer(database, account);
    const measures: Record<Exclude<Part, 'pipeline' | 'streams'>, () => Promise<unknown>> = {
      pins: () => measureDetectionToPin(database, server, 200),
      alerts: () => measureAlerts(database, server, 60),
      walls: () => measureManyWalls(database, server, { walls: 200, events: 100 }),
      tiles: () => measureCaseTiles(database, server, 60),
      lists: () => measureLists(database, server, 60),
      indicators: () => measureIndicators(database, server, 40),
      find: () => measureFind(database, server, 40),
      wallPage: () => measureWallPage(database, server, { updates: 12, firstCell: 400, account }),
    };
    try {
      for (const [part, measure] of Object.entries(measures)) {
        if (!wanted(part as Part)) continue;
        say(`${part} …`);
        report[part] = { ...((await measure()) as object), load: describeMachine().load };
      }
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

/** The video pipeline is measured in a process of its own: it counts the processor time that it uses. */
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
  return { ...JSON.parse(output), load: describeMachine().load };
}
