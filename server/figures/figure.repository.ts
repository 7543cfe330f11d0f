import type { DayRange, FigureGroup } from '#contract/figures.ts';
import { type Counts, countNames } from '#contract/indicator.ts';
import type { Db } from '../platform/db.ts';
import type { FigureFilter } from './figure-dimensions.ts';
import { describeSource, type FigureSource, type KeyKind, keyKindOf, piecesOf } from './figure-sources.ts';
import type { RangePiece } from './range-pieces.ts';

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const sums = (sign: 1 | -1): string =>
  countNames.map((name) => `${sign === 1 ? '' : '-'}sum(${columnOf(name)}) as ${columnOf(name)}`).join(', ');
const outerSums = countNames.map((name) => `sum(${columnOf(name)})::int as "${name}"`).join(', ');

export interface CountedRow {
  key: string;
  counts: Counts;
}

/** Counts of a range by a group, under the finest codes known; grids are told apart only where `by` asks for them. */
export const countByGroup = (
  db: Db,
  range: DayRange,
  by: FigureGroup,
  filter: FigureFilter,
): Promise<CountedRow[]> => count(db, range, keyKindOf[by], filter, by === 'grid');

/** Counts of a range by day, or by month. */
export const countByTime = (
  db: Db,
  range: DayRange,
  step: 'day' | 'month',
  filter: FigureFilter,
): Promise<CountedRow[]> => count(db, range, step, filter, false);

async function count(
  db: Db,
  range: DayRange,
  kind: KeyKind,
  filter: FigureFilter,
  tellsGrids: boolean,
): Promise<CountedRow[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const part = (source: FigureSource, { from, to, sign }: Omit<RangePiece, 'table'>) => {
    const { table, time, key, conditions } = describeSource(source, kind, filter, bind);
    return `select ${key} as key, ${sums(sign)} from ${table}
             where ${[`${time} >= ${bind(from)}::date`, `${time} < ${bind(to)}::date`, ...conditions].join(' and ')} group by 1`;
  };
  const parts = piecesOf(range, kind, filter, tellsGrids).map((piece) => part(piece.table, piece));
  // what has not been folded in yet
  parts.push(part('deltas', { ...range, sign: 1 }));
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
