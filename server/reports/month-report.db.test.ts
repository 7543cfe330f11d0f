import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCasesById } from '../cases/cases-by-id.ts';
import { anOperator, plantMiniDistrict } from '../cases/mini-district.ts';
import { createFigureService } from '../figures/figures.service.ts';
import { asXlsx } from '../platform/table/as-xlsx.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { asDocx } from './as-docx.ts';
import { asPdf } from './as-pdf.ts';
import { monthDocument } from './month-document.ts';
import { type MonthFacts, readMonth } from './month-facts.ts';
import { monthTables } from './month-tables.ts';

let database: TestDatabase;
let facts: MonthFacts;
const reader = { ...anOperator, username: 'o', name: 'o', expiresAt: '2030-01-01T00:00:00.000Z' };

const read = (who: Parameters<typeof readMonth>[2] = reader) =>
  readMonth(
    {
      db: database.pool,
      figures: createFigureService(database.pool).report,
      readCases: (ids) => readCasesById(database.pool, ids),
      readPicture: async () => ({
        jpeg: await sharp({ create: { width: 320, height: 180, channels: 3, background: '#304050' } })
          .jpeg()
          .toBuffer(),
        width: 320,
        height: 180,
      }),
    },
    '2026-03',
    who,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  await database.pool.query(`
    insert into cases (number, source, scene, type_code, department_code, state, location, grid_code, started_at, opened_at,
                       accepted_at, dispatched_at, feedback_at, due_at, closed_at, rating, rated_at)
    select 'r' || i, case when i % 4 = 0 then 'ai' else 'hotline' end, case when i % 4 = 0 then 'fire-lane' end,
           case when i % 4 = 0 then 'ai.fire-lane' else 'ai.straw-burning' end, 'fire', case when i % 5 = 0 then 'rated' else 'closed' end,
           st_setsrid(st_makepoint(113.005, 30.005), 4326), '99010100100100' || 1 + i % 2, at, at, at + interval '5 minutes',
           at + interval '1 hour', at + interval '3 hours', at + interval '4 hours',
           at + interval '1 hour' * case when i % 10 = 3 then 30 else 3.5 end,
           case when i % 5 = 0 then 5 end, case when i % 5 = 0 then at + interval '1 day' end
      from generate_series(1, 80) i, lateral (select timestamptz '2026-03-01 09:00+08' - interval '20 days' + i * interval '12 hours' as at) t
  `);
  await database.pool.query(
    `insert into evidence (case_id, kind, storage_key, sha256, bytes, content_type)
     select id, 'snapshot', 'k', 'x', 1, 'image/jpeg' from cases where number = 'r60'`,
  );
  facts = await read();
});
afterAll(() => database.drop());

describe('the report of a month', () => {
  it('counts the month, what was late, what cameras found, and shows a case with its picture', () => {
    // the reports r41 to r80 lie twelve hours apart from 2 March on, r39 and r40 on the first
    expect(facts.total.total.now.reported).toBe(41);
    expect(facts.overdue.map(({ item }) => item.number).sort()).toEqual(['r43', 'r53', 'r63', 'r73']);
    expect(facts.overdue[0]?.daysLate).toBeCloseTo(26 / 24, 3);
    expect(facts.scenes).toEqual([{ scene: 'fire-lane', opened: 11, refused: 0, closed: 11 }]);
    expect(facts.typical.map(({ item, picture }) => [item.number, picture?.width])).toEqual([['r60', 320]]);
  });

  it('is a Word document in Chinese type, with its tables and its picture', async () => {
    const files = unzipSync(new Uint8Array(await asDocx(monthDocument(facts, '2026-04-01T01:00:00Z'))));
    const xml = Buffer.from(files['word/document.xml'] ?? []).toString();
    const text = xml.replace(/<[^>]+>/g, '');
    expect(text).toContain('云岭县网格化治理工作专报');
    expect(text).toContain('本月共上报案件 41 件');
    expect(text).toContain('超期最久的 4 件如下');
    expect(text).toContain('视频智能识别自动发现案件 11 件');
    expect(text).toContain('4月1日09时00分');
    expect(xml).toContain('w:eastAsia="仿宋"');
    expect(Object.keys(files).some((name) => /^word\/media\/.+\.jpg$/.test(name))).toBe(true);
    expect(xml.match(/<w:tbl>/g)?.length).toBe(6);
  });

  it('is a PDF that carries its own type', async () => {
    const pdf = (await asPdf(monthDocument(facts, '2026-04-01T01:00:00Z'))).toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toMatch(/\/FontFile3/);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
  });

  it('is a workbook with a sheet for each table', async () => {
    const files = unzipSync(new Uint8Array(await asXlsx(monthTables(facts))));
    expect(Object.keys(files).filter((name) => /worksheets\/sheet\d+\.xml/.test(name))).toHaveLength(4);
    expect(monthTables(facts)[0]?.rows[0]?.slice(0, 2)).toEqual(['本期', 41]);
  });

  it('tells an area only of itself', async () => {
    const own = await read({ ...reader, role: 'grid', areaCode: '990101001001002' });
    expect(own.total.total.now.reported).toBe(20);
    expect(own.overdue.every(({ item }) => item.gridCode === '990101001001002')).toBe(true);
    expect(own.scenes).toEqual([]);
  });
});
