import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { type Outbox, openOutbox, type WaitingReport } from './outbox.ts';
import { type Delivery, sendReports } from './send-reports.ts';

let outbox: Outbox;
let opened = 0;
const waiting = (clientKey: string, photos = 0): WaitingReport => ({
  clientKey,
  writtenAt: Number(clientKey.replace(/\D/g, '')),
  report: { typeCode: '01.01', location: [113, 30], text: clientKey },
  photos: Array.from({ length: photos }, () => ({ picture: new Blob(['x']) })),
});
const problem = (status: number) => new ApiProblem('bad-request', status, `refused ${status}`);

/** A server that keeps reports by their key, as ours does; `fail` may throw before anything arrives, or after. */
function server(fail: (step: 'photo' | 'report' | 'answer', text: string) => void = () => undefined) {
  const cases = new Map<string, string[]>();
  let photos = 0;
  const delivery: Delivery = {
    async sendPhoto() {
      fail('photo', '');
      return `photo-${++photos}`;
    },
    async sendReport(report, ids) {
      fail('report', report.report.text);
      cases.set(report.clientKey, ids);
      fail('answer', report.report.text);
      return { number: report.clientKey };
    },
  };
  return { cases, delivery, photosSent: () => photos };
}

beforeEach(async () => {
  outbox = await openOutbox(`outbox-${++opened}`);
});

describe('what waits on the phone', () => {
  it('is sent oldest first, with its photos, and then gone', async () => {
    for (const report of [waiting('r2', 2), waiting('r1')]) await outbox.put(report);
    const sent: string[] = [];
    const { cases, delivery } = server();
    await sendReports(outbox, delivery, ({ number }) => sent.push(number));
    expect(sent).toEqual(['r1', 'r2']);
    expect(cases.get('r2')).toEqual(['photo-1', 'photo-2']);
    expect(await outbox.list()).toEqual([]);
  });

  it('waits on without a network, and becomes one case even where the answer was lost', async () => {
    await outbox.put(waiting('r1', 2));
    let failures = 0;
    const { cases, delivery, photosSent } = server((step) => {
      const broken = ['photo', 'report', 'answer'][failures];
      if (step !== broken) return;
      failures++;
      throw new TypeError('Failed to fetch');
    });
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(sendReports(outbox, delivery, () => undefined)).rejects.toThrow('Failed to fetch');
      expect(await outbox.list()).toHaveLength(1);
    }
    await sendReports(outbox, delivery, () => undefined);
    expect([...cases.keys()]).toEqual(['r1']);
    expect(photosSent()).toBe(2);
    expect(await outbox.list()).toEqual([]);
  });

  it('waits for a new session, and is not lost by the old one’s end', async () => {
    await outbox.put(waiting('r1'));
    const { delivery } = server(() => {
      throw problem(401);
    });
    await expect(sendReports(outbox, delivery, () => undefined)).rejects.toMatchObject({ status: 401 });
    expect(await outbox.list()).toHaveLength(1);
  });

  it('stays with its reason where the server refuses it for good, and lets the others pass', async () => {
    for (const report of [waiting('r1'), waiting('r2')]) await outbox.put(report);
    const { cases, delivery } = server((_step, text) => {
      if (text === 'r1') throw problem(400);
    });
    await sendReports(outbox, delivery, () => undefined);
    expect([...cases.keys()]).toEqual(['r2']);
    expect(await outbox.list()).toMatchObject([{ clientKey: 'r1', refused: 'refused 400' }]);
  });
});
