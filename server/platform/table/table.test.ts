import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { asCsv } from './as-csv.ts';
import { asXlsx } from './as-xlsx.ts';
import { type Table, tableTime } from './table.ts';

const table: Table = {
  title: '案件: 2026/11',
  columns: [
    { name: '编号', width: 18 },
    { name: '件数', width: 8 },
  ],
  rows: [
    ['20261120-000123', 3],
    ['=cmd|"/c calc"!A1', null],
    ['他说“好”，\n走了', -2],
  ],
  note: '仅前 3 件',
};

describe('a table to be taken along', () => {
  it('is text that spreadsheets read as UTF-8, and no cell of it runs', () => {
    expect(asCsv(table)).toBe(
      '\uFEFF编号,件数\r\n20261120-000123,3\r\n"\'=cmd|""/c calc""!A1",\r\n"他说“好”，\n走了",-2\r\n仅前 3 件\r\n',
    );
  });

  it('is a workbook with numbers as numbers', async () => {
    const files = unzipSync(new Uint8Array(await asXlsx([table, { ...table, title: '二' }])));
    const text = (name: string) => Buffer.from(files[name] ?? []).toString();
    expect(text('xl/workbook.xml')).toContain('name="案件  2026 11"');
    expect(text('xl/sharedStrings.xml')).toContain('20261120-000123');
    expect(text('xl/worksheets/sheet1.xml')).toMatch(/<c r="B2"[^>]*><v>3<\/v>/);
    expect(text('xl/worksheets/sheet2.xml')).toContain('<v>-2</v>');
  });

  it('tells times by the district’s clock', () => {
    expect(tableTime('2026-11-20T18:30:00Z', 'Asia/Shanghai')).toBe('2026-11-21 02:30');
    expect(tableTime(null, 'Asia/Shanghai')).toBeNull();
  });
});
