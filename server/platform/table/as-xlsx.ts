import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Table } from './table.ts';

/** Tables as a workbook, a sheet each, with a heading that stays in sight. */
export async function asXlsx(tables: readonly Table[]): Promise<Buffer> {
  return writeExcelFile(
    tables.map((table) => ({
      data: dataOf(table),
      sheet: sheetName(table.title),
      columns: table.columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    })),
    { fontFamily: 'Microsoft YaHei', fontSize: 10 },
  ).toBuffer();
}

function dataOf({ columns, rows, note }: Table): SheetData {
  return [
    columns.map(({ name }) => ({ value: name, fontWeight: 'bold' as const, backgroundColor: '#e8eeee' })),
    ...rows.map((cells) =>
      cells.map((cell) =>
        cell === null ? null : { value: cell, type: typeof cell === 'number' ? Number : String },
      ),
    ),
    ...(note ? [[{ value: note, type: String, textColor: '#9a3412' }]] : []),
  ] as SheetData;
}

/** What a sheet may be called: 31 characters, none of them special. */
const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
