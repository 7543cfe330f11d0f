import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { LogEvent } from '#contract/wall-events.ts';
import { recordSceneChange } from '../server/cases/record-scene-change.ts';
import { transact } from '../server/platform/db.ts';
import type { NewEvent } from '../server/platform/event-log.ts';
import { ratioOf, type Spread, spreadOf } from './figures.ts';
import { fireInCell } from './fire-in-cell.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer, Wall } from './running-server.ts';

/** How long news takes from a decision to the walls. */

const tickMs = 120;

/**
 * From a scene's decision to its pin's event at a connected wall: the transaction that opens the case, the log, the
 * gateway with its batching. The limit beside it is the bare database: one committed row and its notification.
 */
export async function measureDetectionToPin(
  database: PrivateDatabase,
  server: RunningServer,
  samples: number,
) {
  const wall = await server.openWall();
  const arrivals = arrivalsAt(wall);
  const recordedMs: number[] = [];
  const pinMs: number[] = [];
  try {
    for (let n = 0; n < samples; n += 1) {
      const startedAt = performance.now();
      const outcome = await recordSceneChange(database.pool, fireInCell(n));
      if (outcome.outcome !== 'opened') throw new Error(`Fire ${n} was ${outcome.outcome}, not opened`);
      recordedMs.push(performance.now() - startedAt);
      pinMs.push((await arrivals.of(outcome.caseId)) - startedAt);
      await pause(tickMs * ((n * 0.618) % 1)); // so that batches are met at any phase
    }
  } finally {
    wall.close();
  }
  const limit = await measureBareNotification(database, samples);
  const pin = spreadOf(pinMs);
  return {
    detectionToPin: pin,
    ofThat: { recorded: spreadOf(recordedMs), gatewayBatchMs: 150 },
    limit: { insertToNotification: limit },
    ratio: ratioOf(pin, limit),
  };
}

/** From an event's commit to each of many walls; the limit beside it is the same with one wall. */
export async function measureManyWalls(
  database: PrivateDatabase,
  server: RunningServer,
  options: { walls: number; events: number },
) {
  const alone = await emitToWalls(database, server, { walls: 1, events: options.events });
  const many = await emitToWalls(database, server, options);
  return {
    walls: options.walls,
    logToWall: many,
    limit: { logToOneWall: alone },
    ratio: ratioOf(many, alone),
  };
}

async function emitToWalls(
  database: PrivateDatabase,
  server: RunningServer,
  { walls, events }: { walls: number; events: number },
): Promise<Spread> {
  const opened: Wall[] = [];
  const sentAt = new Map<string, number>();
  const timesMs: number[] = [];
  for (let n = 0; n < walls; n += 1) {
    const wall = await server.openWall();
    opened.push(wall);
    wall.on('events', (batch) => {
      const now = performance.now();
      for (const event of batch) {
        const at = event.name === 'cameraHealth' && sentAt.get(event.payload.cameras[0]?.since ?? '');
        if (at) timesMs.push(now - at);
      }
    });
  }
  try {
    for (let n = 0; n < events; n += 1) {
      const since = new Date(Date.UTC(2030, 0, 1) + n).toISOString();
      await transact(database.pool, async (_tx, emit) => emit(healthEvent(since)));
      sentAt.set(since, performance.now());
      await pause(tickMs * (0.5 + ((n * 0.618) % 1)));
    }
    for (let waited = 0; timesMs.length < walls * events && waited < 10_000; waited += 100) await pause(100);
  } finally {
    for (const wall of opened) wall.close();
  }
  if (timesMs.length !== walls * events) {
    throw new Error(`${timesMs.length} of ${walls * events} events reached the walls`);
  }
  return spreadOf(timesMs);
}

/** One row committed, and the moment its notification is here: what the database alone takes. */
async function measureBareNotification(database: PrivateDatabase, samples: number): Promise<Spread> {
  const listener = new pg.Client({ connectionString: database.url });
  await listener.connect();
  await database.pool.query('create table if not exists bench_rows (payload jsonb)');
  await listener.query('listen bench_rows');
  const timesMs: number[] = [];
  try {
    for (let n = 0; n < samples; n += 1) {
      const heard = new Promise<void>((resolve) => listener.once('notification', () => resolve()));
      const startedAt = performance.now();
      await database.pool.query(
        `with kept as (insert into bench_rows values ('{"id": 1}')) select pg_notify('bench_rows', '')`,
      );
      await heard;
      timesMs.push(performance.now() - startedAt);
    }
  } finally {
    await listener.end();
  }
  return spreadOf(timesMs);
}

/** When each opened case reached the wall. */
function arrivalsAt(wall: Wall) {
  const arrived = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  wall.on('events', (batch: LogEvent[]) => {
    const now = performance.now();
    for (const event of batch) {
      if (event.name !== 'caseOpened') continue;
      arrived.set(event.payload.id, now);
      waiting.get(event.payload.id)?.(now);
    }
  });
  return {
    of: (caseId: string): Promise<number> => {
      const at = arrived.get(caseId);
      return at === undefined ? new Promise((resolve) => waiting.set(caseId, resolve)) : Promise.resolve(at);
    },
  };
}

const healthEvent = (since: string): NewEvent => {
  const health = { state: 'up', reason: null, since, framesPerSecond: 0.5, lagMs: 900 } as const;
  return {
    name: 'cameraHealth',
    topic: 'cameras',
    areaCode: null,
    payload: { cameras: [{ cameraCode: '99010100001310000001', ...health }] },
  };
};
