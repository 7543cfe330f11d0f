import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionUser } from '#contract/session.ts';
import { findCase } from '../cases/case.repository.ts';
import { type CaseService, createCaseService } from '../cases/case.service.ts';
import { listSteps } from '../cases/case-step.repository.ts';
import { anOperator, plantMiniDistrict, sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { type StepTaken, takeStepIn } from '../cases/take-step.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { type CallBackService, createCallBackService } from './call-back.service.ts';
import { createRatingService, type RatingService } from './rating.service.ts';
import { writeRatingPolicy } from './rating-policy.repository.ts';

let database: TestDatabase;
let cases: CaseService;
let ratings: RatingService;
let callBacks: CallBackService;
let operator: SessionUser;
let gridStaff: SessionUser;
/** Who was shown numbers. */
let looked: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  looked = [];
  operator = await person('operator', '值班员', null);
  gridStaff = await person('grid', '网格员', '990101001001001');
  const hooks: StepTaken[] = [(tx, emit, step) => ratings.followStep(tx, emit, step)];
  cases = createCaseService(pool, hooks);
  const secret = randomBytes(32);
  ratings = createRatingService({
    pool,
    secret: async () => secret,
    findCase,
    listSteps,
    takeStep: (tx, emit, id, request, taker) => takeStepIn(tx, emit, id, request, taker, hooks),
  });
  callBacks = createCallBackService(
    pool,
    (tx, emit, id, note, caller) => takeStepIn(tx, emit, id, { step: 'reopen', note }, caller, hooks),
    async ({ username }) => void looked.push(username),
  );
});
afterEach(() => database.drop());

async function person(
  role: 'operator' | 'grid',
  name: string,
  areaCode: string | null,
): Promise<SessionUser> {
  const { rows } = await database.pool.query(
    `insert into users (username, name, role, area_code, password_hash) values ($1, $2, $1, $3, '') returning id`,
    [role, name, areaCode],
  );
  return {
    ...anOperator,
    id: rows[0].id,
    username: role,
    name,
    role,
    areaCode,
    expiresAt: '2030-01-01T00:00:00Z',
  };
}

/** A case that grid staff reported, or a resident did, accepted by the centre. */
async function report(by: 'staff' | 'resident' = 'staff'): Promise<string> {
  const { rows } = await database.pool.query(
    `with resident as (
       insert into residents (phone) select '13800001234' where $1 = 'resident'
       on conflict (phone) do update set phone = excluded.phone returning id)
     insert into cases (number, source, type_code, state, location, grid_code, text, reporter_id, resident_id,
                        started_at, opened_at)
     values ('n' || nextval('case_number_seq'), $1, 'ai.fire-lane', 'accepted', st_setsrid(st_makepoint(113.005, 30.01), 4326),
             '990101001001001', '楼道堆物', case when $1 = 'staff' then $2::uuid end, (select id from resident), now(), now())
     returning id`,
    [by, gridStaff.id],
  );
  return rows[0].id;
}

const close = (caseId: string) => cases.takeStep(caseId, { step: 'close', note: '已清理' }, operator);
async function linksOf(caseId: string): Promise<string[]> {
  const { rows } = await database.pool.query(
    'select id from rating_links where case_id = $1 order by created_at',
    [caseId],
  );
  return Promise.all(rows.map(({ id }) => ratings.tokenOf(id)));
}
/** Reports, closes, and answers the case with its link. */
async function closed(by: 'staff' | 'resident' = 'staff'): Promise<{ caseId: string; token: string }> {
  const caseId = await report(by);
  await close(caseId);
  const [token = ''] = await linksOf(caseId);
  return { caseId, token };
}
const stateOf = async (caseId: string) => (await cases.get(caseId, operator)).state;

describe('a closed case', () => {
  it('has one link for whoever reported it, and a message to send where they have a phone', async () => {
    for (const [by, due] of [
      ['staff', 0],
      ['resident', 1],
    ] as const) {
      const { caseId } = await closed(by);
      const { rows } = await database.pool.query(
        'select count(send_at)::int as due, count(*)::int as links from rating_links where case_id = $1',
        [caseId],
      );
      expect(rows[0]).toEqual({ due, links: 1 });
    }
  });

  it('has no link where a machine reported it', async () => {
    const outcome = await recordSceneChange(database.pool, sceneChange());
    if (!('caseId' in outcome)) throw new Error('no case');
    await cases.takeStep(outcome.caseId, { step: 'accept' }, operator);
    await close(outcome.caseId);
    expect(await linksOf(outcome.caseId)).toEqual([]);
  });

  it('is shown by its link with what was said and done, and without who did it', async () => {
    const { token } = await closed();
    const view = await ratings.view(token);
    expect(view).toMatchObject({ state: 'open', text: '楼道堆物', answer: '已清理', rating: null });
    expect(JSON.stringify(view)).not.toMatch(/值班员|网格员|13800001234/);
  });
});

describe('a rating by link', () => {
  it('is taken once, with the words, as a step of the reporter’s', async () => {
    const { caseId, token } = await closed();
    const view = await ratings.rate(token, { rating: 'satisfied', note: '很快' });
    expect(view).toMatchObject({ state: 'rated', rating: 'satisfied' });
    await expect(ratings.rate(token, { rating: 'not' })).rejects.toMatchObject({ code: 'link-used' });
    const { state, rating, steps } = await cases.detail(caseId, operator);
    expect({ state, rating }).toEqual({ state: 'rated', rating: 'satisfied' });
    expect(steps.at(-1)).toMatchObject({ step: 'rate', note: '很快', actorName: null });
  });

  it('counts once where many fingers press at once', async () => {
    const { caseId, token } = await closed();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => ratings.rate(token, { rating: 'so-so' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await database.pool.query('select rating, by_link from ratings where case_id = $1', [
      caseId,
    ]);
    expect(rows).toEqual([{ rating: 'so-so', by_link: true }]);
  });

  it('is refused after its time, after a rating in the app, and after the case was opened again', async () => {
    const late = await closed();
    await database.pool.query(`update rating_links set expires_at = now() - interval '1 second'`);
    expect((await ratings.view(late.token)).state).toBe('expired');
    const elsewhere = await closed();
    await cases.takeStep(elsewhere.caseId, { step: 'rate', rating: 'satisfied' }, gridStaff);
    const again = await closed();
    await cases.takeStep(again.caseId, { step: 'reopen', note: '又堆上了' }, operator);
    for (const { token } of [late, elsewhere, again])
      await expect(ratings.rate(token, { rating: 'not' })).rejects.toMatchObject({ code: 'link-expired' });
  });

  it('has a new link for a new closing, and each knows its own rating', async () => {
    const { caseId, token } = await closed();
    await ratings.rate(token, { rating: 'so-so' });
    await cases.takeStep(caseId, { step: 'reopen', note: '再看看' }, operator);
    await close(caseId);
    const [first = '', second = ''] = await linksOf(caseId);
    expect(first).toBe(token);
    await ratings.rate(second, { rating: 'satisfied' });
    expect((await ratings.view(first)).rating).toBe('so-so');
    expect((await ratings.view(second)).rating).toBe('satisfied');
  });

  it('is refused with a token that nobody signed', async () => {
    await expect(ratings.view('A'.repeat(43))).rejects.toMatchObject({ code: 'link-not-found' });
    await expect(ratings.showsPhoto('x', 'y')).rejects.toMatchObject({ code: 'link-not-found' });
  });
});

describe('whoever is not satisfied', () => {
  it('is called back by somebody of the centre, once, with the number at hand', async () => {
    const { caseId, token } = await closed('resident');
    await ratings.rate(token, { rating: 'not', note: '还在' });
    expect(await stateOf(caseId)).toBe('rated');
    const { items } = await callBacks.list(false, operator);
    expect(items).toMatchObject([{ caseId, phone: '13800001234', note: '还在', doneAt: null }]);
    expect(looked).toEqual(['operator']);
    const id = items[0]?.id ?? '';
    const end = () => callBacks.end(id, { outcome: 'settled', note: '已解释' }, operator);
    const both = await Promise.allSettled([end(), end()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await callBacks.list(false, operator)).items).toEqual([]);
    expect((await callBacks.list(true, operator)).items).toMatchObject([
      { id, doneBy: '值班员', outcome: 'settled', outcomeNote: '已解释' },
    ]);
  });

  it('has the case opened again where the caller says so', async () => {
    const { caseId, token } = await closed('resident');
    await ratings.rate(token, { rating: 'not' });
    const { items } = await callBacks.list(false, operator);
    await callBacks.end(items[0]?.id ?? '', { outcome: 'reopened', note: '确实没处理' }, operator);
    expect(await stateOf(caseId)).toBe('accepted');
  });

  it('has the case opened again by itself where that is the policy, and the rating stays known', async () => {
    await writeRatingPolicy(database.pool, { onDissatisfied: 'reopen', ratingDays: 15 });
    const { caseId, token } = await closed();
    await ratings.rate(token, { rating: 'not', note: '还在' });
    const { state, rating, steps } = await cases.detail(caseId, operator);
    expect({ state, rating }).toEqual({ state: 'accepted', rating: null });
    expect(steps.slice(-2)).toMatchObject([{ step: 'rate' }, { step: 'reopen', actorName: null }]);
    expect((await ratings.view(token)).rating).toBe('not');
    expect((await callBacks.list(false, operator)).items).toEqual([]);
  });

  it('is on the list of those alone whose area it is', async () => {
    const { token } = await closed('resident');
    await ratings.rate(token, { rating: 'not' });
    const elsewhere = { ...operator, areaCode: '990101001001002' };
    const { items } = await callBacks.list(false, elsewhere);
    expect(items).toEqual([]);
    const { items: all } = await callBacks.list(false, { ...operator, areaCode: '990101001001001' });
    const end = callBacks.end(all[0]?.id ?? '', { outcome: 'settled', note: 'x' }, elsewhere);
    await expect(end).rejects.toMatchObject({ code: 'not-found' });
  });
});
