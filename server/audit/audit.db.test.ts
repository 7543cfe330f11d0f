import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewAuditEntry } from '#contract/audit.ts';
import { transact } from '../platform/db.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { type KeptRow, listAudit, readChain } from './audit.repository.ts';
import { hashRow, noHash } from './audit-chain.ts';
import { AuditBroken, trimAudit } from './audit-retention.ts';
import { noteAudit } from './note-audit.ts';
import { hashAt, verifyAudit } from './verify-audit.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const signIn = (name: string): NewAuditEntry => ({
  action: 'sign-in',
  actorId: null,
  object: { kind: 'account', id: name, name },
  details: { 'user agent': '浏览器 "x"', tries: 1.5, codes: ['b', 'a'], none: null },
});
const note = (...entries: NewAuditEntry[]) =>
  transact(database.pool, async (tx) => {
    for (const entry of entries) noteAudit(tx, entry);
  });
/** What only somebody with the database's own password can do: the log's guards are switched off. */
const tamper = async (sql: string) => {
  await database.pool.query(
    `alter table audit_log disable trigger user; ${sql}; alter table audit_log enable trigger user`,
  );
};
/** A chain whose first rows are from long ago: written as the log would have written them then. */
const plantOld = async (daysAgo: readonly number[]) => {
  let previous: Buffer = noHash;
  for (const [index, days] of daysAgo.entries()) {
    const row = {
      number: index + 1,
      at: new Date(Date.now() - days * 86_400_000).toISOString(),
      actorId: null,
      actor: null,
      role: null,
      address: null,
      action: 'sign-in',
      objectKind: null,
      objectId: null,
      objectName: null,
      result: 'done',
      details: {},
    };
    const hash = hashRow(previous, row);
    await database.pool.query(
      `insert into audit_log (number, at, action, result, details, previous_hash, hash)
       values ($1, $2, 'sign-in', 'done', '{}', $3, $4)`,
      [row.number, row.at, previous, hash],
    );
    previous = hash;
  }
};

describe('the audit log', () => {
  it('is written with what it tells, or not at all', async () => {
    await note(signIn('a'), signIn('b'));
    const failed = transact(database.pool, async (tx) => {
      noteAudit(tx, signIn('c'));
      throw new Error('the work failed');
    });
    await expect(failed).rejects.toThrow('the work failed');
    await note(signIn('d'));
    const entries = await listAudit(database.pool, {}, 10);
    expect(entries.map(({ number, object }) => [number, object?.id])).toEqual([
      [3, 'd'],
      [2, 'b'],
      [1, 'a'],
    ]);
    expect(await verifyAudit(database.pool)).toMatchObject({ rows: 3, firstBroken: null });
  });

  it('names who acted as they were called then', async () => {
    const { rows } = await database.pool.query(
      `insert into users (username, name, role, password_hash) values ('op', '林晓', 'operator', '') returning id`,
    );
    await note({ action: 'sign-out', actorId: rows[0].id });
    await database.pool.query(`update users set username = 'other', role = 'leader'`);
    const [entry] = await listAudit(database.pool, {}, 1);
    expect(entry).toMatchObject({ actor: 'op', role: 'operator', actorId: rows[0].id, result: 'done' });
    expect(await verifyAudit(database.pool)).toMatchObject({ rows: 1, firstBroken: null });
  });

  it('stays one chain without a gap while many write at once', async () => {
    await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        n % 10 === 9
          ? transact(database.pool, async (tx) => {
              noteAudit(tx, signIn('rolled back'));
              await tx.query('select pg_sleep(0.002)');
              throw new Error('rolled back');
            }).catch((error: Error) => expect(error.message).toBe('rolled back'))
          : note(signIn(`n${n}`)),
      ),
    );
    expect(await verifyAudit(database.pool)).toMatchObject({
      rows: 108,
      firstBroken: null,
      head: { number: 108 },
    });
  }, 60_000);

  it('can’t be changed, deleted or emptied', async () => {
    await note(signIn('a'));
    for (const sql of [
      `update audit_log set actor = 'nobody'`,
      'delete from audit_log',
      'truncate audit_log',
      'truncate audit_cuts',
    ])
      await expect(database.pool.query(sql), sql).rejects.toThrow('the audit log is append-only');
  });

  it('shows the first row that somebody changed behind its back', async () => {
    for (let n = 1; n <= 6; n++) await note(signIn(`n${n}`));
    await tamper(`update audit_log set details = details || '{"tries": 2}' where number = 4`);
    expect(await verifyAudit(database.pool)).toMatchObject({ firstBroken: { number: 4, why: 'changed' } });
  });

  it('shows a row that was taken out, in the middle or at the beginning', async () => {
    for (let n = 1; n <= 6; n++) await note(signIn(`n${n}`));
    await tamper('delete from audit_log where number = 3');
    expect(await verifyAudit(database.pool)).toMatchObject({ firstBroken: { number: 3, why: 'missing' } });
    await tamper('delete from audit_log where number < 3');
    expect(await verifyAudit(database.pool)).toMatchObject({ firstBroken: { number: 1, why: 'missing' } });
  });

  it('shows a row that was written anew with a fitting hash, by the row behind it', async () => {
    for (let n = 1; n <= 4; n++) await note(signIn(`n${n}`));
    const { rows } = await database.pool.query('select previous_hash from audit_log where number = 2');
    const [second] = await readChain(database.pool, 1, 2, 1);
    const forged = { ...(second as KeptRow).row, objectName: 'somebody else' };
    const hash = hashRow(rows[0].previous_hash, forged).toString('hex');
    await tamper(
      `update audit_log set object_name = 'somebody else', hash = decode('${hash}', 'hex') where number = 2`,
    );
    expect(await verifyAudit(database.pool)).toMatchObject({ firstBroken: { number: 3, why: 'changed' } });
  });

  it('shows by a head that was written down elsewhere that the end was cut off', async () => {
    for (let n = 1; n <= 3; n++) await note(signIn(`n${n}`));
    const { head } = await verifyAudit(database.pool);
    expect(await hashAt(database.pool, 3)).toBe(head?.hash);
    await tamper('delete from audit_log where number = 3');
    expect(await hashAt(database.pool, 3)).toBeUndefined();
    await note(signIn('another'));
    expect((await verifyAudit(database.pool)).firstBroken).toBeNull();
    expect(await hashAt(database.pool, 3)).not.toBe(head?.hash);
  });
});

describe('finding entries', () => {
  beforeEach(() =>
    note(
      ...Array.from({ length: 5 }, (_, n) => signIn(`user-${n}`)),
      {
        action: 'sign-in',
        actorId: null,
        result: 'refused',
        object: { kind: 'account', id: 'x', name: '100%' },
      },
      { action: 'export', actorId: null, object: { kind: 'table', id: 'audit', name: null } },
    ),
  );
  const found = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(database.pool, filter, 100)).map(({ number }) => number);

  it('goes by action, result, time and words, where % is a sign like any other', async () => {
    expect(await found({ action: 'export' })).toEqual([7]);
    expect(await found({ result: 'refused' })).toEqual([6]);
    expect(await found({ text: 'USER-3' })).toEqual([4]);
    expect(await found({ text: '%' })).toEqual([6]);
    expect(await found({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await found({ from: '2020-01-01T00:00:00Z', action: 'sign-in', result: 'done' })).toEqual([
      5, 4, 3, 2, 1,
    ]);
  });

  it('goes on below the last entry of a page', async () => {
    expect(await found({ before: 4 })).toEqual([3, 2, 1]);
  });
});

describe('old days', () => {
  it('go as a whole, and the chain can still be followed and written', async () => {
    await plantOld([400, 399, 250, 249, 100]);
    await note(signIn('today'));
    expect(await trimAudit(database.pool, 200)).toBe(4);
    expect(await verifyAudit(database.pool)).toMatchObject({
      rows: 3,
      firstBroken: null,
      head: { number: 7 },
    });
    const [newest] = await listAudit(database.pool, {}, 1);
    expect(newest).toMatchObject({ action: 'audit-delete', details: { rows: 4 } });
    expect(await trimAudit(database.pool, 200)).toBe(0);
  });

  it('stay half a year, whatever is asked', async () => {
    await plantOld([179, 100]);
    expect(await trimAudit(database.pool, 1)).toBe(0);
    await expect(database.pool.query('delete from audit_log where number = 1')).rejects.toThrow(
      'append-only',
    );
  });

  it('leave a chain to go on from even where everything goes', async () => {
    await plantOld([300, 299]);
    expect(await trimAudit(database.pool, 200)).toBe(2);
    expect(await verifyAudit(database.pool)).toMatchObject({
      rows: 1,
      firstBroken: null,
      head: { number: 3 },
    });
  });

  it('stay where the chain is broken, because they show by whom', async () => {
    await plantOld([300, 299, 298]);
    await tamper(`update audit_log set actor = 'x' where number = 2`);
    await expect(trimAudit(database.pool, 200)).rejects.toThrow(AuditBroken);
    expect(await hashAt(database.pool, 1)).toBeDefined();
  });

  it('can’t be taken away without the cut showing', async () => {
    await plantOld([300, 299, 298]);
    await database.pool.query('delete from audit_log where number = 1');
    expect(await verifyAudit(database.pool)).toMatchObject({ firstBroken: { number: 1, why: 'missing' } });
  });
});
