import type { DayRange, FigureGroup } from '#contract/figures.ts';
import { type Counts, countNames } from '#contract/indicator.ts';
import type { Db } from '../platform/db.ts';
import type { FigureFilter } from './figure-dimensions.ts';
import { asDays, type RangePiece, rangePieces } from './range-pieces.ts';

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const sums = (sign: 1 | -1): string =>
  countNames.map((name) => `${sign === 1 ? '' : '-'}sum(${columnOf(name)}) as ${columnOf(name)}`).join(', ');
const outerSums = countNames.map((name) => `sum(${columnOf(name)})::int as "${name}"`).join(', ');

/** What a row is grouped by, in each table; areas are told by the finest code that the table has. */
type KeyKind = 'area' | 'department' | 'type' | 'source' | 'day' | 'month';
const keyOf: Record<KeyKind, { days: string; months: string }> = {
  area: { days: 'grid_code', months: 'community_code' },
  department: { days: 'department_code', months: 'department_code' },
  type: { days: 'type_code', months: 'type_code' },
  source: { days: 'source', months: 'source' },
  day: { days: 'day::text', months: 'month::text' },
  month: { days: `date_trunc('month', day)::date::text`, months: 'month::text' },
};
const keyKindOf: Record<FigureGroup, KeyKind> = {
  township: 'area',
  community: 'area',
  grid: 'area',
  department: 'department',
  class: 'type',
  type: 'type',
  source: 'source',
};

export interface CountedRow {
  key: string;
  counts: Counts;
}

/** Counts of a range by a group, under the finest codes known; grids are told apart only where `by` asks for them. */
export async function countByGroup(
  db: Db,
  range: DayRange,
  by: FigureGroup,
  filter: FigureFilter,
): Promise<CountedRow[]> {
  const needsGrids = by === 'grid' || (filter.grids !== undefined && filter.communities === undefined);
  return count(db, range, needsGrids ? asDays(range) : rangePieces(range), keyKindOf[by], filter);
}

/** Counts of a range by day, or by month. */
export async function countByTime(
  db: Db,
  range: DayRange,
  step: 'day' | 'month',
  filter: FigureFilter,
): Promise<CountedRow[]> {
  const needsDays = step === 'day' || (filter.grids !== undefined && filter.communities === undefined);
  return count(db, range, needsDays ? asDays(range) : rangePieces(range), step, filter);
}

async function count(
  db: Db,
  range: DayRange,
  pieces: readonly RangePiece[],
  kind: KeyKind,
  filter: FigureFilter,
): Promise<CountedRow[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = (table: 'days' | 'months'): string => {
    const places =
      table === 'months'
        ? filter.communities && `community_code = any(${bind(filter.communities)})`
        : filter.grids && `grid_code = any(${bind(filter.grids)})`;
    return [
      places,
      filter.departments && `department_code = any(${bind(filter.departments)})`,
      filter.types && `type_code = any(${bind(filter.types)})`,
      filter.source && `source = ${bind(filter.source)}`,
    ]
      .filter((condition) => condition !== undefined)
      .map((condition) => ` and ${condition}`)
      .join('');
  };
  const part = (from: string, table: 'days' | 'months', { sign, ...days }: Omit<RangePiece, 'table'>) => {
    const time = table === 'months' ? 'month' : 'day';
    return `select ${keyOf[kind][table]} as key, ${sums(sign)} from ${from}
             where ${time} >= ${bind(days.from)}::date and ${time} < ${bind(days.to)}::date${conditions(table)} group by 1`;
  };
  const parts = pieces.map((piece) => part(`figure_${piece.table}`, piece.table, piece));
  // what has not been folded in yet
  parts.push(part('figure_deltas', 'days', { ...range, sign: 1 }));
  const { rows } = await db.query(
    `select key, ${outerSums} from (${parts.join('\nunion all\n')}) part group by key order by key`,
    values,
  );
  return rows.map(({ key, ...counts }) => ({ key, counts }));
}

/** Folds what was noted since into days and months; answers how much that was. */
export async function foldFigures(db: Db): Promise<number> {
  const { rows } = await db.query('select fold_figures() as folded');
  return rows[0].folded;
}

/** Today by the district's clock. */
export async function districtToday(db: Db): Promise<string> {
  const { rows } = await db.query(
    `select (now() at time zone coalesce((select time_zone from district), 'UTC'))::date::text as today`,
  );
  return rows[0].today;
}

/** The first day on which anything was counted; null where nothing was. */
export async function firstCountedDay(db: Db): Promise<string | null> {
  const { rows } = await db.query(
    'select least((select min(day) from figure_days), (select min(day) from figure_deltas))::text as day',
  );
  return rows[0].day;
}
