import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FindQuery } from '#contract/find.ts';
import { readCasesById } from '../cases/cases-by-id.ts';
import { anOperator, plantMiniDistrict } from '../cases/mini-district.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { casesTable } from './cases-table.ts';
import { createFindService, type FindService } from './find.service.ts';
import { dropFilter, listSavedFilters, saveFilter } from './saved-filter.repository.ts';

let database: TestDatabase;
let find: FindService;

const texts = [
  '滨河路东段暴露垃圾，恶臭难闻',
  '沿江小区3号楼消防通道被占用',
  '井盖破损，夜间危险（已有人绊倒）',
  '消防栓漏水；路面积水',
  '烧秸秆冒烟 50%_明火',
  'ＡＢＣ广场噪音扰民',
];

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  find = createFindService(pool, (ids) => readCasesById(pool, ids));
  await plantMiniDistrict(pool);
  await pool.query(
    `insert into cases (number, source, type_code, department_code, state, location, grid_code, text, started_at, opened_at, closed_at)
     select '20300101-' || lpad(i::text, 6, '0'), (array['staff', 'hotline'])[1 + i % 2], 'ai.straw-burning', 'fire',
            case when i % 3 = 0 then 'closed' else 'accepted' end, st_setsrid(st_makepoint(113.005, 30.005), 4326),
            '99010100100100' || 1 + i % 2, ($1::text[])[1 + i % 6], now(), now() - make_interval(mins => i),
            case when i % 3 = 0 then now() end
       from generate_series(1, 60) i`,
    [texts],
  );
  await pool.query(
    `insert into case_contacts (case_id, name, phone)
     select id, '欧阳小月', '13812345678' from cases where number = '20300101-000007'`,
  );
});
afterAll(() => database.drop());

const numbersOf = async (query: object, reader: Parameters<FindService['page']>[1] = anOperator) => {
  const { items } = await find.page(FindQuery.parse({ limit: 200, ...query }), reader);
  return items.map(({ number }) => Number(number.slice(-6)));
};
const withText = (index: number) =>
  Array.from({ length: 60 }, (_, i) => i + 1).filter((i) => i % 6 === index);

describe('finding cases', () => {
  it('finds every piece of every text, and nothing that does not hold it', async () => {
    const pieces = texts.flatMap((text) =>
      text
        .split(/[，；（）%_ ]+/)
        .flatMap((run) =>
          [...run].flatMap((_, from) => [1, 2, 3, 5].map((length) => run.slice(from, from + length))),
        ),
    );
    for (const piece of new Set(pieces.filter((each) => each.length > 0))) {
      const { rows } = await database.pool.query(
        `select right(number, 6)::int as number from cases c
           join grids g on g.code = c.grid_code left join case_contacts k on k.case_id = c.id
          where lower(normalize(concat_ws(' ', c.text, '秸秆焚烧 straw burning 消防救援大队', g.name, '临江社区 城关街道', k.name), nfkc))
                like '%' || lower(normalize($1, nfkc)) || '%' order by opened_at desc`,
        [piece],
      );
      expect(await numbersOf({ q: piece }), piece).toEqual(rows.map(({ number }) => number));
    }
  });

  it('wants all words, in any order, and minds neither width nor case nor punctuation', async () => {
    expect(await numbersOf({ q: '难闻 垃圾' })).toEqual(withText(0));
    expect(await numbersOf({ q: 'abc广场' })).toEqual(withText(5));
    expect(await numbersOf({ q: '破损，夜间' })).toEqual(withText(2));
    expect(await numbersOf({ q: '垃圾 井盖' })).toEqual([]);
    expect(await numbersOf({ q: "'; drop table cases -- \\ %" })).toEqual([]);
  });

  it('finds by place, type and department, also after they are renamed', async () => {
    expect(await numbersOf({ q: '第二网格' })).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1).filter((i) => i % 2 === 1),
    );
    expect(await numbersOf({ q: '临江社区 straw' })).toHaveLength(60);
    await database.pool.query(`update grids set name = '望月网格' where code = '990101001001002'`);
    expect(await numbersOf({ q: '第二网格' })).toEqual([]);
    expect(await numbersOf({ q: '望月' })).toHaveLength(30);
  });

  it('puts what a number means first: a case’s own, or its end', async () => {
    expect(await numbersOf({ q: '20300101-000031' })).toEqual([31]);
    expect(await numbersOf({ q: '000007' })).toEqual([7]);
    await database.pool.query(`update cases set text = '见案件 0041 号' where number = '20300101-000002'`);
    expect(await numbersOf({ q: '0041' })).toEqual([41, 2]);
  });

  it('finds by the name and the phone of whoever called, and shows the phone masked', async () => {
    expect(await numbersOf({ q: '欧阳小月' })).toEqual([7]);
    const { items } = await find.page(FindQuery.parse({ q: '5678' }), anOperator);
    expect(items).toMatchObject([{ reporterName: '欧阳小月', reporterPhone: '138****5678' }]);
    await database.pool.query(`insert into residents (phone) values ('13900001111')`);
    await database.pool.query(
      `update cases set resident_id = (select id from residents) where number in ('20300101-000003', '20300101-000004')`,
    );
    expect(await numbersOf({ q: '13900001111' })).toEqual([3, 4]);
    expect(await numbersOf({ q: '1111 消防栓' })).toEqual([3]);
    const street = { ...anOperator, role: 'street', areaCode: '990101001' } as const;
    expect(await numbersOf({ q: '13812345678' }, street)).toEqual([]);
  });

  it('narrows by state, source, type, department, area and time', async () => {
    expect(await numbersOf({ q: '垃圾', state: 'closed' })).toEqual(withText(0).filter((i) => i % 3 === 0));
    expect(await numbersOf({ state: 'open', source: 'hotline' })).toHaveLength(20);
    expect(await numbersOf({ areaCode: '990101001001001' })).toHaveLength(30);
    expect(await numbersOf({ areaCode: '990101' })).toHaveLength(60);
    expect(await numbersOf({ departmentCode: 'nobody' })).toEqual([]);
    const from = new Date(Date.now() - 10.5 * 60_000).toISOString();
    expect((await numbersOf({ from })).length).toBe(10);
    await expect(numbersOf({ state: 'nonsense' })).rejects.toThrow('nonsense is no state');
  });

  it('gives every hit once, page by page', async () => {
    for (const q of ['临江', '0041', '消防', undefined]) {
      const whole = await numbersOf({ q });
      const paged: number[] = [];
      let after: string | undefined;
      do {
        const { items, next } = await find.page(
          FindQuery.parse({ q, limit: 7, ...(after ? { after } : {}) }),
          anOperator,
        );
        paged.push(...items.map(({ number }) => Number(number.slice(-6))));
        after = next ?? undefined;
      } while (after);
      expect(paged).toEqual(whole);
    }
  });

  it('finds by the index what is not among the newest four thousand', async () => {
    await database.pool.query(
      `insert into cases (number, source, type_code, state, location, text, started_at, opened_at)
       select 'x' || i, 'staff', 'ai.fire-lane', 'accepted', st_setsrid(st_makepoint(113.005, 30.005), 4326),
              '普通事件', now(), now() + make_interval(secs => i) from generate_series(1, 4100) i`,
    );
    expect(await numbersOf({ q: '暴露垃圾' })).toEqual(withText(0));
    expect(await numbersOf({ q: '绊' })).toEqual(withText(2).filter((i) => i !== 2));
  });
});

it('keeps filters per user, one of a name', async () => {
  const { rows } = await database.pool.query(
    `insert into users (username, name, role, password_hash) values ('a', 'a', 'operator', ''), ('b', 'b', 'operator', '')
     returning id`,
  );
  const [a, b] = rows.map((row) => row.id as string);
  await saveFilter(database.pool, a!, { name: '超期', query: { state: 'open' } });
  const kept = await saveFilter(database.pool, a!, { name: '超期', query: { state: 'overdue', q: '垃圾' } });
  expect(await listSavedFilters(database.pool, a!)).toEqual([kept]);
  expect(await listSavedFilters(database.pool, b!)).toEqual([]);
  expect(await dropFilter(database.pool, b!, kept.id)).toBe(false);
  expect(await dropFilter(database.pool, a!, kept.id)).toBe(true);
  expect(await dropFilter(database.pool, a!, 'no-uuid')).toBe(false);
});

it('lays what was found out as a table, and says where it was cut', async () => {
  const { items } = await find.page(FindQuery.parse({ q: '000007' }), anOperator);
  const zone = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;
  const table = casesTable(items, zone, 1);
  expect(table.rows[0]?.slice(0, 5)).toEqual([
    '20300101-000007',
    '秸秆焚烧',
    '沿江小区3号楼消防通道被占用',
    '已受理',
    '12345 热线',
  ]);
  expect(table.rows[0]).toContain('138****5678');
  expect(table.note).toBe('仅含最新 1 件，请缩小查询范围');
  expect(casesTable(items, { ...zone, language: 'en' }, null)).toMatchObject({
    title: 'Cases',
    note: undefined,
  });
});
