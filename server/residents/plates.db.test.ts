import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openResidentStage, plateCode, type ResidentStage, residentAt } from './residents.fixture.ts';

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

describe('a door plate', () => {
  it('tells its place and what can be reported there, without what cameras see', async () => {
    const answer = await at.send('GET', `/api/resident/plates/${plateCode.toLowerCase()}`);
    const view = (await answer.json()) as { types: { code: string }[] };
    expect(view).toMatchObject({ address: '滨河路8号', gridName: '第一网格', codesBy: 'message' });
    expect(view.types.map(({ code }) => code)).toEqual(['01', '01.01']);
  });

  it('is nowhere where nobody put it, or once it is retired', async () => {
    expect((await at.send('GET', '/api/resident/plates/NOWHERE')).status).toBe(404);
    const added = await at.send(
      'POST',
      '/api/plates',
      { plates: [{ address: '拆除路1号', location: [113.005, 30.01] }] },
      { cookie: operator.cookie },
    );
    const { items } = (await added.json()) as { items: { code: string; gridCode: string }[] };
    const { code = '', gridCode } = items[0] ?? {};
    expect(gridCode).toBe('990101001001001');
    expect((await at.send('GET', `/api/resident/plates/${code}`)).status).toBe(200);
    expect(
      (await at.send('DELETE', `/api/plates/${code}`, undefined, { cookie: operator.cookie })).status,
    ).toBe(200);
    expect((await at.send('GET', `/api/resident/plates/${code}`)).status).toBe(404);
  });
});

describe('door plates', () => {
  const importing = (csv: string, who = operator) =>
    at.send('POST', '/api/plates/import', { csv }, { cookie: who.cookie });
  const listed = async (gridCode: string, who = operator) => {
    const answer = await at.send('GET', `/api/plates?gridCode=${gridCode}`, undefined, {
      cookie: who.cookie,
    });
    return ((await answer.json()) as { items: { code: string; address: string }[] }).items;
  };

  it('are imported from a table, each in its grid and with a code that can’t be guessed', async () => {
    const answer = await importing(
      '\ufeffaddress,Lng,lat,address_en\n滨河路20号,113.004,30.01,20 Binhe Road\n"滨河路22号,1单元",113.015,30.01,\n',
    );
    const { items } = (await answer.json()) as { items: { code: string }[] };
    expect(items).toMatchObject([
      { address: '滨河路20号', addressEn: '20 Binhe Road', gridCode: '990101001001001' },
      { address: '滨河路22号,1单元', addressEn: null, gridCode: '990101001001002' },
    ]);
    for (const { code } of items) expect(code).toMatch(/^[0-9B-DF-HJKMNP-TV-Z]{10}$/);
    const { rows } = await stage.pool.query(
      `select actor, details from audit_log where action = 'plate-settings' order by number desc limit 1`,
    );
    expect(rows).toEqual([{ actor: 'operator-0', details: { added: 2 } }]);
    expect((await listed('990101001001002')).map(({ address }) => address)).toEqual(['滨河路22号,1单元']);
  });

  it('are refused together, every wrong line with its reason, where one of them is wrong', async () => {
    const before = (await listed('990101001001001')).length;
    const answer = await importing(
      'address,lng,lat,code\n好的,113.004,30.01,\n,113.004,30.01,\n没有位置,,30.01,x\n',
    );
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] };
    expect(errors.map(({ path }) => path)).toEqual(['line 3', 'line 4', 'line 4']);
    expect(errors[1]?.message).toMatch(/^lng/);
    expect((await listed('990101001001001')).length).toBe(before);
  });

  it('are refused off the map, with a code that is or was on another, and twice in one table', async () => {
    for (const [lines, why] of [
      ['海上,120,20,', 'no grid'],
      [`抄来的,113.004,30.01,${plateCode}`, 'on another plate'],
      ['一,113.004,30.01,SAMECODE\n二,113.004,30.01,SAMECODE', 'on another plate'],
    ]) {
      const answer = await importing(`address,lng,lat,code\n${lines}\n`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(why);
    }
  });

  it('are kept by the centre of their area, and seen by whoever sees the grid', async () => {
    const elsewhere = await stage.as('operator', '990101001001002');
    expect((await importing('address,lng,lat\n越界,113.004,30.01\n', elsewhere)).status).toBe(400);
    const gone = await at.send('DELETE', `/api/plates/${plateCode}`, undefined, { cookie: elsewhere.cookie });
    expect(gone.status).toBe(404);
    const grid = await stage.as('grid', '990101001001001');
    expect((await listed('990101001001001', grid)).length).toBeGreaterThan(0);
    expect(await listed('990101001001002', grid)).toEqual([]);
    expect((await importing('address,lng,lat\n网格员,113.004,30.01\n', grid)).status).toBe(403);
  });
});
