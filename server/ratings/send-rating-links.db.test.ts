import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { linkOfToken } from './rating-token.ts';
import { type RatingSender, sendDueLinks } from './send-rating-links.ts';

let database: TestDatabase;
let sent: { phone: string; text: string }[];
let isDown: boolean;
let sender: RatingSender;
const secret = randomBytes(32);

beforeEach(async () => {
  database = await createTestDatabase();
  sent = [];
  isDown = false;
  sender = {
    pool: database.pool,
    log: createLog({ process: 'test', level: 'silent' }),
    secret: async () => secret,
    publicUrl: 'https://eyrie.example',
    async sendSms(phone, text) {
      if (isDown) throw new Error('The SMS gateway answered 500');
      sent.push({ phone, text });
    },
  };
  await plantMiniDistrict(database.pool);
});
afterEach(() => database.drop());

/** Closed cases of residents, each with a link that is due. */
async function plant(count: number): Promise<void> {
  await database.pool.query(
    `with people as (insert into residents (phone) select '1380000' || (1000 + i) from generate_series(1, $1) i returning id),
     reported as (
       insert into cases (number, source, type_code, state, location, resident_id, started_at, opened_at)
       select 'n' || row_number() over (), 'resident', 'ai.fire-lane', 'closed',
              st_setsrid(st_makepoint(113.005, 30.01), 4326), id, now(), now() from people returning id),
     steps as (insert into case_steps (case_id, step, to_state) select id, 'close', 'closed' from reported returning id, case_id)
     insert into rating_links (case_id, closing_step_id, expires_at, send_at)
     select case_id, id, now() + interval '1 day', now() from steps`,
    [count],
  );
}
const links = async () => (await database.pool.query('select * from rating_links order by attempts')).rows;

it('sends each link once to the phone of its case, with several servers at it', async () => {
  await plant(40);
  const counts = await Promise.all(Array.from({ length: 4 }, () => sendDueLinks(sender)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
  expect(new Set(sent.map(({ phone }) => phone)).size).toBe(40);
  const token = /https:\/\/eyrie\.example\/rate\/([\w-]+)$/.exec(sent[0]?.text ?? '')?.[1] ?? '';
  expect((await links()).map(({ id }) => id)).toContain(linkOfToken(secret, token));
  expect(await sendDueLinks(sender)).toBe(0);
});

it('tries again later where the gateway is away, and gives up in the end', async () => {
  await plant(1);
  isDown = true;
  for (let attempt = 1; attempt <= 8; attempt++) {
    await sendDueLinks(sender);
    const [link] = await links();
    expect(link).toMatchObject({ attempts: attempt, sent_at: null, failure: 'The SMS gateway answered 500' });
    expect(link.send_at === null).toBe(attempt === 8);
    expect(await sendDueLinks(sender)).toBe(0);
    await database.pool.query('update rating_links set send_at = now() where send_at is not null');
  }
  isDown = false;
  expect(await sendDueLinks(sender)).toBe(0);
});

it('sends again what was cut off before it was noted', async () => {
  await plant(1);
  const cut = new Error('killed');
  await sendDueLinks({ ...sender, secret: () => Promise.reject(cut) });
  await database.pool.query('update rating_links set send_at = now()');
  expect(await sendDueLinks(sender)).toBe(1);
  expect(await links()).toMatchObject([{ attempts: 2, send_at: null, failure: null }]);
});
