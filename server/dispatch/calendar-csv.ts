/** Holidays and adjusted days from a CSV file. Pure. */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ImportProblem } from '#contract/event-type.ts';
import type { WorkingCalendar } from '#contract/working-calendar.ts';

const kinds: Record<string, 'holiday' | 'workday'> = {
  holiday: 'holiday',
  节假日: 'holiday',
  休: 'holiday',
  workday: 'workday',
  调休上班: 'workday',
  班: 'workday',
};
const LocalDate = z.iso.date();

export interface ReadDays {
  /** The calendar with the file's years in place of what it had for them. */
  calendar: WorkingCalendar;
  years: string[];
  problems: ImportProblem[];
}

/** Reads lines of `date,kind` (`2027-01-01,holiday` or `workday`; 节假日, 调休上班 are understood, too); other columns are passed over. */
export function readDays(csv: string, current: WorkingCalendar): ReadDays {
  const problems: ImportProblem[] = [];
  const wrong = (line: number, column: string | null, message: string) =>
    problems.push({ line, column, message });
  const days = new Map<string, 'holiday' | 'workday'>();
  for (const { line, cells } of linesOf(csv, wrong)) {
    const [date = '', word = ''] = cells.map((cell) => cell.trim());
    if (line === 1 && date === 'date') continue;
    const kind = kinds[word];
    if (!LocalDate.safeParse(date).success)
      wrong(line, 'date', `${date || 'nothing'} is no date such as 2027-01-01`);
    else if (days.has(date)) wrong(line, 'date', `${date} stands in the file twice`);
    else if (!kind) wrong(line, 'kind', `${word || 'nothing'} is neither holiday nor workday`);
    else days.set(date, kind);
  }
  const years = [...new Set([...days.keys()].map((date) => date.slice(0, 4)))].sort();
  const listed = (kept: readonly string[], kind: 'holiday' | 'workday') =>
    [
      ...kept.filter((date) => !years.includes(date.slice(0, 4))),
      ...[...days].filter(([, each]) => each === kind).map(([date]) => date),
    ].sort();
  return {
    calendar: {
      ...current,
      holidays: listed(current.holidays, 'holiday'),
      adjustedWorkdays: listed(current.adjustedWorkdays, 'workday'),
    },
    years,
    problems,
  };
}

function linesOf(
  csv: string,
  wrong: (line: number, column: null, message: string) => void,
): { line: number; cells: string[] }[] {
  try {
    const parsed = parse(csv, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    const records = parsed as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length === 0) wrong(1, null, 'the file is empty');
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    wrong((error as unknown as { lines?: number }).lines ?? 1, null, error.message);
    return [];
  }
}
