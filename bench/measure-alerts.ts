import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createChannelService } from '../server/alerts/channel.service.ts';
import { noteAlertSetting } from '../server/audit/note-alert-setting.ts';
import { recordSceneChange } from '../server/cases/record-scene-change.ts';
import { readAllowedTargets } from '../server/platform/http/allowed-targets.ts';
import { createGuardedFetch } from '../server/platform/http/guarded-fetch.ts';
import { createSecretBox, readKey } from '../server/platform/secret-box.ts';
import { spreadOf } from './figures.ts';
import { fireInCell } from './fire-in-cell.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer } from './running-server.ts';

/** Cells of the county that no other part lights a fire in. */
const firstCell = 500;
const inApp = '00000000-0000-4000-8000-0000000a1e01';

/**
 * From a scene's decision to the first notification: to a person's open page, and to a receiver over HTTP. Both pass the
 * transaction that opens the case, the log, and the follower that raises the alert exactly once.
 */
export async function measureAlerts(database: PrivateDatabase, server: RunningServer, samples: number) {
  const receiver = await startReceiver();
  await alertOfFires(database, receiver.url);
  const wall = await server.openWall();
  const onPage = arrivals();
  wall.on('events', (batch) => {
    for (const event of batch)
      if (event.name === 'alertChanged' && event.payload.caseId) onPage.note(event.payload.caseId);
  });
  const pageMs: number[] = [];
  const receiverMs: number[] = [];
  try {
    for (let n = 0; n < samples; n += 1) {
      const startedAt = performance.now();
      const outcome = await recordSceneChange(database.pool, fireInCell(firstCell + n));
      if (outcome.outcome !== 'opened') throw new Error(`Fire ${n} was ${outcome.outcome}, not opened`);
      pageMs.push((await onPage.of(outcome.caseId)) - startedAt);
      receiverMs.push((await receiver.arrivals.of(outcome.caseId)) - startedAt);
      await pause(120 * ((n * 0.618) % 1));
    }
  } finally {
    wall.close();
    receiver.stop();
  }
  return { caseToOpenPage: spreadOf(pageMs), caseToReceiver: spreadOf(receiverMs) };
}

/** A rule for every fire, told to the operators' pages and to the receiver. */
async function alertOfFires({ pool, dataDir }: PrivateDatabase, url: string): Promise<void> {
  const allowed = readAllowedTargets('127.0.0.1');
  const box = createSecretBox(await readKey(undefined, path.join(dataDir, 'keys', 'channels.key')));
  const channels = createChannelService({
    pool,
    box,
    wire: { allowed, fetch: createGuardedFetch(allowed) },
    note: noteAlertSetting,
  });
  const { rows } = await pool.query('select id from users limit 1');
  const [keeper] = rows;
  const { id } = await channels.add(
    {
      kind: 'webhook',
      name: 'bench',
      enabled: true,
      areaCode: null,
      settings: { url },
      secrets: { key: 'only-for-measuring' },
    },
    keeper,
  );
  const steps = [
    { targets: [{ kind: 'role', role: 'operator' }], channelIds: [inApp, id], waitSeconds: 3600 },
  ];
  await pool.query(
    `with policy as (insert into alert_policies (name, steps) values ('bench', $1) returning id)
     insert into alert_rules (name, trigger, filter, policy_id)
       select 'bench', 'opened', '{"scenes": ["straw-burning"]}', id from policy`,
    [JSON.stringify(steps)],
  );
}

async function startReceiver() {
  const seen = arrivals();
  const server = createServer(async (request, response) => {
    const at = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { data } = JSON.parse(Buffer.concat(chunks).toString()) as {
      data: { alerts: { caseId: string }[] };
    };
    for (const { caseId } of data.alerts) seen.note(caseId, at);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, arrivals: seen, stop: () => void server.close() };
}

/** When each case was heard of first. */
function arrivals() {
  const arrived = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  return {
    note(caseId: string, at = performance.now()): void {
      if (arrived.has(caseId)) return;
      arrived.set(caseId, at);
      waiting.get(caseId)?.(at);
    },
    of: (caseId: string): Promise<number> => {
      const at = arrived.get(caseId);
      return at === undefined ? new Promise((resolve) => waiting.set(caseId, resolve)) : Promise.resolve(at);
    },
  };
}
