import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OwnReport } from '#contract/resident.ts';
import { codeOf, openResidentStage, plateCode, type ResidentStage, residentAt } from './residents.fixture.ts';

let stage: ResidentStage;
let operator: { cookie: string };
/** Each test's phones and address are its own. */
let turn = 0;
let at: ReturnType<typeof residentAt>;
beforeAll(async () => {
  stage = await openResidentStage({ hasGateway: true });
  operator = await stage.as('operator');
});
afterAll(() => stage.close());
beforeEach(() => {
  turn += 1;
  at = residentAt(stage, `10.0.0.${turn}`);
  stage.messages.length = 0;
  stage.gateway.isDown = false;
});

const phoneOf = (n = 0) => `139${String(turn).padStart(4, '0')}${String(n).padStart(4, '0')}`;

describe('a resident', () => {
  it('reports from a door plate once, however often it is sent', async () => {
    const cookie = await at.prove(phoneOf(5678));
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer();
    const uploaded = await fetch(`${stage.url}/api/resident/photos`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'image/jpeg' },
      body: new Uint8Array(photo),
    });
    expect(uploaded.status).toBe(201);
    const { id } = (await uploaded.json()) as { id: string };
    const report = { clientKey: 'one-and-the-same', photos: [id] };
    const answers = await Promise.all([1, 2, 3].map(() => at.reportWith(cookie, report)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const own = await Promise.all(answers.map((answer) => answer.json() as Promise<OwnReport>));
    expect(new Set(own.map(({ number }) => number)).size).toBe(1);
    expect(own[0]).toMatchObject({ state: 'reported', address: '滨河路8号', rateToken: null });

    const { rows } = await stage.pool.query(
      `select c.id, source, grid_code, reporter_id, st_x(location) as lng, (select case_id from photos where id = $2) as photo_of
         from cases c where number = $1`,
      [own[0]?.number, id],
    );
    expect(rows).toMatchObject([
      { source: 'resident', grid_code: '990101001001001', reporter_id: null, lng: 113.005 },
    ]);
    expect(rows[0].photo_of).toBe(rows[0].id);
  });

  it('is nobody without a proved phone', async () => {
    for (const cookie of ['', 'eyrie_resident=x', `eyrie_resident=${'x'.repeat(43)}`, operator.cookie]) {
      expect(await codeOf(await at.reportWith(cookie))).toBe('phone-not-verified');
      expect((await at.send('GET', '/api/resident/reports', undefined, { cookie })).status).toBe(401);
      const photo = await fetch(`${stage.url}/api/resident/photos`, { method: 'POST', headers: { cookie } });
      expect(photo.status).toBe(401);
    }
  });

  it('does not get into the rooms of those with accounts', async () => {
    const cookie = await at.prove(phoneOf());
    for (const path of [
      '/api/cases',
      '/api/wall',
      '/api/plates?gridCode=990101001001001',
      '/api/event-types',
    ])
      expect((await at.send('GET', path, undefined, { cookie })).status).toBe(401);
  });

  it('can’t report with another’s photo, of an unknown type, or at an unknown plate', async () => {
    const cookie = await at.prove(phoneOf());
    const another = '00000000-0000-4000-8000-000000000000';
    expect((await at.reportWith(cookie, { photos: [another] })).status).toBe(400);
    expect((await at.reportWith(cookie, { typeCode: 'nothing' })).status).toBe(400);
    expect(await codeOf(await at.reportWith(cookie, { plateCode: 'NOWHERE' }))).toBe('plate-not-found');
  });

  it('sees their own reports and nobody else’s, on any phone that proves the same number', async () => {
    const mine = await at.prove(phoneOf(1));
    const theirs = await at.prove(phoneOf(2));
    const { number } = (await (await at.reportWith(mine)).json()) as OwnReport;
    await at.reportWith(theirs);
    await stage.pool.query(`delete from rate_limits where key like 'code-pause:%'`);
    for (const cookie of [mine, await at.prove(phoneOf(1))]) {
      const { items } = (await (
        await at.send('GET', '/api/resident/reports', undefined, { cookie })
      ).json()) as {
        items: OwnReport[];
      };
      expect(items.map((item) => item.number)).toEqual([number]);
    }
  });

  it('follows their case to its close, and rates it', async () => {
    const cookie = await at.prove(phoneOf(9));
    const { number } = (await (await at.reportWith(cookie)).json()) as OwnReport;
    const { rows } = await stage.pool.query('select id from cases where number = $1', [number]);
    const step = (body: object) =>
      at.send('POST', `/api/cases/${rows[0].id}/steps`, body, { cookie: operator.cookie });
    // accepted, it may be sent on at once: the centre takes it back to close it
    for (const body of [{ step: 'accept' }, { step: 'close', note: '清理完毕' }]) await step(body);
    await stage.pool.query(
      `update cases set state = 'checked', closed_at = null where id = $1 and state <> 'closed'`,
      [rows[0].id],
    );
    await step({ step: 'close', note: '清理完毕' });
    const own = async () =>
      (
        (await (await at.send('GET', '/api/resident/reports', undefined, { cookie })).json()) as {
          items: OwnReport[];
        }
      ).items[0];
    const closed = await own();
    expect(closed).toMatchObject({ state: 'closed', rating: null });
    const rated = await at.send('POST', `/api/ratings/${closed?.rateToken}`, { rating: 'satisfied' });
    expect(await rated.json()).toMatchObject({ state: 'rated', rating: 'satisfied', address: '滨河路8号' });
    expect(await own()).toMatchObject({ state: 'rated', rating: 'satisfied', rateToken: null });
  });

  it('is forgotten by a device that was told to', async () => {
    const cookie = await at.prove(phoneOf());
    expect((await at.send('DELETE', '/api/resident/session', undefined, { cookie })).status).toBe(200);
    expect((await at.send('GET', '/api/resident/session', undefined, { cookie })).status).toBe(401);
  });

  it('reports no more than twenty times a day', async () => {
    const cookie = await at.prove(phoneOf());
    await stage.pool.query(`delete from rate_limits where key like 'report-plate:%'`);
    const statuses: number[] = [];
    for (let n = 0; n < 21; n++) statuses.push((await at.reportWith(cookie)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(201));
    expect(statuses[20]).toBe(429);
  });
});

describe('somebody who called the centre', () => {
  const enter = (more: object, who = operator) =>
    at.send(
      'POST',
      '/api/cases',
      { typeCode: '01.01', location: [113.005, 30.01], text: '电话反映', ...more },
      { cookie: who.cookie },
    );

  it('is kept with the case that the centre enters, and has the link of its rating sent', async () => {
    const answer = await enter({ source: 'hotline', caller: { name: '王建国', phone: '137 0000-4321' } });
    const { id } = (await answer.json()) as { id: string };
    const reporter = await at.send('GET', `/api/cases/${id}/reporter`, undefined, {
      cookie: operator.cookie,
    });
    expect(await reporter.json()).toMatchObject({
      name: '王建国',
      phone: '13700004321',
      isPhoneVerified: false,
    });
    await stage.pool.query(`update cases set state = 'checked' where id = $1`, [id]);
    const close = { step: 'close' };
    await at.send('POST', `/api/cases/${id}/steps`, close, { cookie: operator.cookie });
    const told = await at.send('GET', `/api/cases/${id}/reporter`, undefined, { cookie: operator.cookie });
    expect(await told.json()).toMatchObject({ ratingMessage: 'waiting' });
  });

  it('is none where staff report themselves', async () => {
    const grid = await stage.as('grid', '990101001001001');
    expect((await enter({ caller: { phone: '13700004321' } }, grid)).status).toBe(400);
    expect((await enter({ source: 'hotline', caller: { phone: '13700004321' } }, grid)).status).toBe(403);
    expect((await enter({ source: 'hotline', caller: { phone: 'call me' } })).status).toBe(400);
  });
});

describe('a reporter’s phone', () => {
  it('is whole for the centre, masked for others who see the case, and nothing for those who don’t', async () => {
    const cookie = await at.prove(phoneOf(4321));
    const { number } = (await (await at.reportWith(cookie)).json()) as OwnReport;
    const { rows } = await stage.pool.query('select id from cases where number = $1', [number]);
    const ask = async (who: { cookie: string }) =>
      at.send('GET', `/api/cases/${rows[0].id}/reporter`, undefined, { cookie: who.cookie });
    expect(await (await ask(operator)).json()).toMatchObject({
      phone: phoneOf(4321),
      isPhoneMasked: false,
      isPhoneVerified: true,
      plate: { code: plateCode, address: '滨河路8号' },
    });
    const masked = `${phoneOf().slice(0, 3)}****4321`;
    for (const role of ['grid', 'leader'] as const)
      expect(await (await ask(await stage.as(role, '990101001001001'))).json()).toMatchObject({
        phone: masked,
      });
    expect((await ask(await stage.as('grid', '990101001001002'))).status).toBe(404);
    const seen = await stage.pool.query(
      `select actor, object_id from audit_log where action = 'phone-view' and object_id = $1`,
      [rows[0].id],
    );
    expect(seen.rows).toEqual([{ actor: 'operator-0', object_id: rows[0].id }]);
    const detail = await at.send('GET', `/api/cases/${rows[0].id}`, undefined, { cookie: operator.cookie });
    expect(await detail.text()).not.toContain(phoneOf(4321));
  });
});
