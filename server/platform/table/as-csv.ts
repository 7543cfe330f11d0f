import { stringify } from 'csv-stringify/sync';
import type { Cell, Table } from './table.ts';

/** A table as text with commas, marked as UTF-8 so that spreadsheets read Chinese; no cell can be taken for a formula. */
export function asCsv({ columns, rows, note }: Table): string {
  const lines = [columns.map(({ name }) => name), ...rows, ...(note ? [[note]] : [])];
  return stringify(
    lines.map((cells) => cells.map(harmless)),
    { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}

const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
