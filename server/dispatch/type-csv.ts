/** Event types as a CSV file, there and back. Pure. */
import { CsvError, parse } from 'csv-parse/sync';
import {
  EventTypeSettings,
  type ImportProblem,
  type KeptEventType,
  newTypeSettings,
  type TypeDepartment,
} from '#contract/event-type.ts';
import type { Table } from '../platform/table/table.ts';

/** Lists within a cell are parted by `|`; departments are `area:department`, or a department alone for everywhere. */
const columns = [
  'code',
  'parentCode',
  'name',
  'nameEn',
  'departmentCode',
  'areaDepartments',
  'helperDepartments',
  'policyCode',
  'limitValue',
  'limitUnit',
  'checklist',
  'closers',
  'autoDispatch',
  'autoAcceptScore',
] as const;
type Column = (typeof columns)[number];
const needed: readonly Column[] = ['code', 'name', 'nameEn'];

const departmentsAs = (departments: readonly TypeDepartment[], main: boolean): string =>
  departments
    .filter((each) => each.main === main)
    .map(({ areaCode, departmentCode }) =>
      areaCode === null ? departmentCode : `${areaCode}:${departmentCode}`,
    )
    .join('|');

/** Every type as a row, as `readTypes` takes it. */
export const typesTable = (types: readonly KeptEventType[]): Table => ({
  title: 'event-types',
  columns: columns.map((name) => ({ name, width: 20 })),
  rows: types.map((type) => [
    type.code,
    type.parentCode,
    type.name,
    type.nameEn,
    type.departmentCode,
    departmentsAs(type.departments, true),
    departmentsAs(type.departments, false),
    type.policyCode,
    type.limit?.value ?? null,
    type.limit?.unit ?? null,
    type.checklist.join('|'),
    type.closers.join('|'),
    type.autoDispatch ? 'true' : 'false',
    type.autoAcceptScore,
  ]),
});

export interface ReadTypes {
  types: { line: number; type: EventTypeSettings }[];
  problems: ImportProblem[];
}

/**
 * Reads a file of types. What a column that the file lacks would say stays as it is, or as shipped for a new type;
 * every line that is wrong is named, and gives no type.
 */
export function readTypes(csv: string, current: ReadonlyMap<string, EventTypeSettings>): ReadTypes {
  const lines = linesOf(csv);
  if ('problem' in lines) return { types: [], problems: [lines.problem] };
  const [header, ...rows] = lines.records;
  const headerProblems = header ? problemsOfHeader(header.cells) : [wrong(1, null, 'the file is empty')];
  if (!header || headerProblems.length > 0) return { types: [], problems: headerProblems };
  const read: ReadTypes = { types: [], problems: [] };
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    if (cells.length !== header.cells.length) {
      read.problems.push(
        wrong(line, null, `has ${cells.length} cells where the header has ${header.cells.length}`),
      );
      continue;
    }
    const row = new Map(header.cells.map((name, i) => [name as Column, (cells[i] ?? '').trim()]));
    const code = row.get('code') ?? '';
    const before = seen.get(code);
    if (before !== undefined)
      read.problems.push(wrong(line, 'code', `${code} stands in line ${before} already`));
    seen.set(code, line);
    const parsed = EventTypeSettings.safeParse(typeOf(row, current.get(code)));
    if (parsed.success) read.types.push({ line, type: parsed.data });
    else
      for (const { path, message } of parsed.error.issues)
        read.problems.push(wrong(line, columnOf(path, row), message));
  }
  return read;
}

const wrong = (line: number, column: string | null, message: string): ImportProblem => ({
  line,
  column,
  message,
});

function linesOf(csv: string): { records: { line: number; cells: string[] }[] } | { problem: ImportProblem } {
  try {
    const parsed = parse(csv, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    const records = parsed as unknown as { record: string[]; info: { lines: number } }[];
    return { records: records.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as unknown as { lines?: number }).lines ?? 1;
    return { problem: wrong(line, null, error.message) };
  }
}

function problemsOfHeader(header: readonly string[]): ImportProblem[] {
  const known: readonly string[] = columns;
  return [
    ...header
      .filter((name) => !known.includes(name))
      .map((name) => wrong(1, name, `no such column; known: ${known.join(', ')}`)),
    ...header
      .filter((name, i) => header.indexOf(name) !== i)
      .map((name) => wrong(1, name, 'the column stands twice')),
    ...needed.filter((name) => !header.includes(name)).map((name) => wrong(1, name, 'the column is missing')),
  ];
}

/** A row laid over what is known of its type; its shape is checked by the contract afterwards. */
function typeOf(row: ReadonlyMap<Column, string>, current: EventTypeSettings | undefined): unknown {
  const cell = <T>(column: Column, read: (text: string) => T): T | undefined => {
    const text = row.get(column);
    return text === undefined ? undefined : read(text);
  };
  const known = current ?? newTypeSettings;
  const main = cell('areaDepartments', (text) => departmentsOf(text, true));
  const helpers = cell('helperDepartments', (text) => departmentsOf(text, false));
  return {
    code: row.get('code'),
    name: row.get('name'),
    nameEn: row.get('nameEn'),
    parentCode: cell('parentCode', orNull) ?? (row.has('parentCode') ? null : known.parentCode),
    departmentCode:
      cell('departmentCode', orNull) ?? (row.has('departmentCode') ? null : known.departmentCode),
    departments: [
      ...(main ?? known.departments.filter((each) => each.main)),
      ...(helpers ?? known.departments.filter((each) => !each.main)),
    ],
    policyCode: cell('policyCode', orNull) ?? known.policyCode,
    limit: limitOf(row) ?? (row.has('limitValue') || row.has('limitUnit') ? null : known.limit),
    checklist: cell('checklist', listOf) ?? known.checklist,
    closers: nonEmpty(cell('closers', listOf)) ?? known.closers,
    autoDispatch:
      nonEmpty(cell('autoDispatch', orNull)) === undefined
        ? known.autoDispatch
        : truthOf(row.get('autoDispatch')),
    autoAcceptScore:
      cell('autoAcceptScore', numberOf) ?? (row.has('autoAcceptScore') ? null : known.autoAcceptScore),
  };
}

const orNull = (text: string): string | null => (text === '' ? null : text);
const listOf = (text: string): string[] =>
  text
    .split('|')
    .map((each) => each.trim())
    .filter((each) => each !== '');
const nonEmpty = <T extends { length: number } | null>(value: T | undefined): NonNullable<T> | undefined =>
  value && value.length > 0 ? value : undefined;
/** What is no number stays text, for the contract to refuse. */
const numberOf = (text: string): number | string | null =>
  text === '' ? null : Number.isFinite(Number(text)) ? Number(text) : text;
const truthOf = (text: string | undefined): unknown =>
  text === 'true' || text === '是' ? true : text === 'false' || text === '否' ? false : text;

function limitOf(row: ReadonlyMap<Column, string>): unknown {
  const value = numberOf(row.get('limitValue') ?? '');
  const unit = row.get('limitUnit') ?? '';
  return value === null && unit === '' ? undefined : { value, unit };
}

const departmentsOf = (text: string, main: boolean): TypeDepartment[] =>
  listOf(text).map((each) => {
    const [areaCode, departmentCode] = each.split(':');
    return departmentCode === undefined
      ? { areaCode: null, departmentCode: areaCode ?? '', main }
      : { areaCode: areaCode ?? null, departmentCode, main };
  });

/** The file's column that a field of a type was read from. */
function columnOf([field, part]: readonly PropertyKey[], row: ReadonlyMap<Column, string>): string {
  if (field === 'limit') return part === 'unit' ? 'limitUnit' : 'limitValue';
  if (field === 'departments') return row.has('areaDepartments') ? 'areaDepartments' : 'helperDepartments';
  return String(field);
}
