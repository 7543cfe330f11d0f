import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeIdOf, createOutbox, type OutboxEntry } from './outbox.ts';
import { createOutboxSender } from './send-outbox.ts';
import { changeOf, entryOf } from './test-changes.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'eyrie-outbox-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('the outbox', () => {
  it('gives back what was put in, oldest first, with its picture', async () => {
    const outbox = createOutbox(dir, () => 1_000);
    const kinds = ['opened', 'updated', 'cleared'] as const;
    for (const change of kinds) await outbox.put(entryOf(changeOf({ change })));
    const entries = await Promise.all((await outbox.list()).map(outbox.read));
    expect(entries.map(({ change }) => change.change)).toEqual(kinds);
    expect(Buffer.from((await outbox.readSnapshot(entries[0] as OutboxEntry)) as Uint8Array).toString()).toBe(
      'a picture',
    );
  });

  it('names a change the same however often it is seen', () => {
    expect(changeIdOf('cam', changeOf())).toBe(changeIdOf('cam', changeOf({ score: 0.1 })));
    expect(changeIdOf('cam', changeOf())).not.toBe(changeIdOf('cam', changeOf({ change: 'cleared' })));
  });

  it('never writes a stream’s address to the disk', async () => {
    const outbox = createOutbox(dir);
    const entry = entryOf();
    await outbox.put({
      ...entry,
      camera: { ...entry.camera, streamUrl: 'http://u:p@c' } as typeof entry.camera,
    });
    const [name] = await outbox.list();
    expect(JSON.stringify(await outbox.read(name as string))).not.toContain('http://u:p@c');
  });

  it('tidies away what a killed process left half written, and nothing else', async () => {
    const outbox = createOutbox(dir);
    await outbox.put(entryOf());
    await writeFile(path.join(dir, '000000000000001-abc.json.1.partial'), '{');
    await writeFile(path.join(dir, '000000000000001-abc.jpg'), 'no entry names me');
    await outbox.tidy();
    expect((await readdir(dir)).map((name) => path.extname(name)).sort()).toEqual(['.jpg', '.json']);
  });
});

describe('the sender', () => {
  const startSender = (deliver: (entry: OutboxEntry) => Promise<{ outcome: string }>) => {
    const outbox = createOutbox(dir);
    const stop = new AbortController();
    const log = pino({ level: 'silent' });
    const sender = createOutboxSender({ outbox, deliver, log, signal: stop.signal, firstPauseMs: 5 });
    return { outbox, sender, stop };
  };

  it('sends again until a change arrives, and then never more', async () => {
    const delivered: string[] = [];
    let failures = 3;
    const { outbox, sender, stop } = startSender(async ({ change }) => {
      if (failures-- > 0) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      delivered.push(change.change);
      return { outcome: 'opened' };
    });
    await outbox.put(entryOf());
    const running = sender.run();
    await expect.poll(() => delivered, { timeout: 15_000 }).toEqual(['opened']);
    await outbox.put(entryOf(changeOf({ change: 'cleared' })));
    sender.nudge();
    await expect.poll(() => delivered, { timeout: 15_000 }).toEqual(['opened', 'cleared']);
    await expect.poll(() => readdir(dir), { timeout: 15_000 }).toEqual([]);
    stop.abort();
    await running;
  });

  it('lets no change overtake an earlier one of its camera, and does not hold up other cameras', async () => {
    const delivered: string[] = [];
    let isAway = true;
    const { outbox, sender } = startSender(async ({ camera, change }) => {
      if (camera.code === 'a' && isAway) throw new Error('disk full');
      delivered.push(`${camera.code} ${change.change}`);
      return { outcome: 'changed' };
    });
    await outbox.put(entryOf(changeOf(), 'a'));
    await outbox.put(entryOf(changeOf(), 'b'));
    await outbox.put(entryOf(changeOf({ change: 'cleared' }), 'a'));
    await sender.sendLast();
    expect(delivered).toEqual(['b opened']);
    isAway = false;
    await sender.sendLast();
    expect(delivered).toEqual(['b opened', 'a opened', 'a cleared']);
  });

  it('sets aside what the database refuses for good, and files that are no changes', async () => {
    const { outbox, sender } = startSender(async ({ camera }) => {
      if (camera.code === 'gone') throw Object.assign(new Error('no such camera'), { code: '23503' });
      return { outcome: 'opened' };
    });
    await outbox.put(entryOf(changeOf(), 'gone'));
    await writeFile(path.join(dir, '000000000000000-junk.json'), '{"no":"change"}');
    await outbox.put(entryOf(changeOf(), 'there'));
    expect(await sender.sendLast()).toBe(true);
    expect(await outbox.list()).toEqual([]);
    expect((await readdir(path.join(dir, 'refused'))).map((name) => path.extname(name)).sort()).toEqual([
      '.jpg',
      '.json',
      '.json',
    ]);
  });
});
