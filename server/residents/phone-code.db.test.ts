import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, openResidentStage, type ResidentStage, residentAt } from './residents.fixture.ts';

let stage: ResidentStage;
/** Each test's phones and address are its own. */
let turn = 0;
let at: ReturnType<typeof residentAt>;
beforeAll(async () => {
  stage = await openResidentStage({ hasGateway: true });
});
afterAll(() => stage.close());
beforeEach(() => {
  turn += 1;
  at = residentAt(stage, `10.0.0.${turn}`);
  stage.messages.length = 0;
  stage.gateway.isDown = false;
});

const phoneOf = (n = 0) => `139${String(turn).padStart(4, '0')}${String(n).padStart(4, '0')}`;

describe('a phone', () => {
  it('is proved by the code that was sent to it, and masked on the way back', async () => {
    const phone = phoneOf(1234);
    const spaced = `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;
    expect(await (await at.askCode(spaced)).json()).toEqual({ shownCode: null, validSeconds: 300 });
    expect(stage.messages).toMatchObject([{ phone }]);
    const answer = await at.verify(phone, at.sentCode());
    expect(await answer.json()).toMatchObject({ maskedPhone: `${phone.slice(0, 3)}****1234` });
    expect(answer.headers.get('set-cookie')).toMatch(/^eyrie_resident=[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
  });

  it('is refused where it is none', async () => {
    for (const phone of ['12345', '23800001234', '138000012345', '<script>'])
      expect((await at.askCode(phone)).status).toBe(400);
    expect(stage.messages).toEqual([]);
  });

  it('has one code at a time, kept as a hash, good once', async () => {
    const phone = phoneOf();
    await at.askCode(phone);
    const { rows } = await stage.pool.query('select code_hash from phone_codes where phone = $1', [phone]);
    expect(rows[0].code_hash.toString('latin1')).not.toContain(at.sentCode());
    const both = await Promise.all([at.verify(phone, at.sentCode()), at.verify(phone, at.sentCode())]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await at.verify(phone, at.sentCode())).status).toBe(401);
  });

  it('is not proved after five wrong codes, even by the right one', async () => {
    const phone = phoneOf();
    await at.askCode(phone);
    const right = at.sentCode();
    const wrong = right === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) expect(await codeOf(await at.verify(phone, wrong))).toBe('wrong-code');
    expect((await at.verify(phone, right)).status).toBe(401);
  });

  it('is not proved by a code that is over', async () => {
    const phone = phoneOf();
    await at.askCode(phone);
    await stage.pool.query(`update phone_codes set expires_at = now() - interval '1 second'`);
    expect((await at.verify(phone, at.sentCode())).status).toBe(401);
  });

  it('gets no second code within a minute, and says when; no sixth within a day', async () => {
    const phone = phoneOf();
    expect((await at.askCode(phone)).status).toBe(200);
    const refused = await at.askCode(phone);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let i = 0; i < 4; i++) {
      await stage.pool.query(`delete from rate_limits where key like 'code-pause:%'`);
      expect((await at.askCode(phone)).status).toBe(200);
    }
    await stage.pool.query(`delete from rate_limits where key like 'code-pause:%'`);
    expect((await at.askCode(phone)).status).toBe(429);
    expect(stage.messages).toHaveLength(5);
  });

  it('gets no code from an address, or at a plate, that asked too often', async () => {
    await stage.pool.query(`delete from rate_limits where key like 'code-plate:%'`);
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++)
      statuses.push((await at.askCode(phoneOf(n), { 'x-forwarded-for': `10.1.0.${n}` })).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
    expect(statuses[30]).toBe(429);
    await stage.pool.query(`delete from rate_limits where key like 'code-plate:%'`);
  });

  it('leaves no number in the counters', async () => {
    const phone = phoneOf(7);
    await at.askCode(phone);
    const { rows } = await stage.pool.query('select key from rate_limits');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ key }) => key).join(' ')).not.toContain(phone);
  });

  it('is told that the message did not go out', async () => {
    stage.gateway.isDown = true;
    const answer = await at.askCode(phoneOf());
    expect([answer.status, await codeOf(answer)]).toEqual([502, 'message-not-sent']);
  });
});

describe('a centre without a gateway', () => {
  it('says that phones are not set up; in the demo the code is on the page', async () => {
    const other = await openResidentStage({ hasGateway: false });
    try {
      const ask = () =>
        fetch(`${other.url}/api/resident/codes`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ phone: phoneOf() }),
        });
      expect(await codeOf(await ask())).toBe('phones-not-set-up');
      await other.pool.query('update resident_policy set shows_codes = true');
      expect(await (await ask()).json()).toMatchObject({ shownCode: expect.stringMatching(/^\d{6}$/) });
    } finally {
      await other.close();
    }
  });
});
