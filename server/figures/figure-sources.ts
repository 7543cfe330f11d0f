import type { DayRange, FigureGroup } from '#contract/figures.ts';
import type { Bind } from '../access/scope.ts';
import type { FigureFilter } from './figure-dimensions.ts';
import { asDays, type RangePiece, rangePieces } from './range-pieces.ts';

/** Which of the kept sums answers a question with the fewest rows: totals by one dimension, months, or single days. */

/** What rows are grouped by; areas are told by the finest code that a table has: a community or a grid. */
export type KeyKind = 'area' | 'department' | 'type' | 'source' | 'day' | 'month';
export const keyKindOf: Record<FigureGroup, KeyKind> = {
  township: 'area',
  community: 'area',
  grid: 'area',
  department: 'department',
  class: 'type',
  type: 'type',
  source: 'source',
};

export type FigureSource = 'totals' | 'months' | 'days' | 'deltas';
export interface SourcePiece extends Omit<RangePiece, 'table'> {
  table: 'totals' | 'months' | 'days';
}

export function piecesOf(
  range: DayRange,
  kind: KeyKind,
  filter: FigureFilter,
  tellsGrids: boolean,
): SourcePiece[] {
  if (tellsGrids || hasParts(filter)) return asDays(range);
  if (dimensionsOf(kind, filter).length <= 1) return [{ table: 'totals', ...range, sign: 1 }];
  return kind === 'day' ? asDays(range) : rangePieces(range);
}

/** Whether the filter lets through a part of a community: only the days tell grids apart. */
const hasParts = ({ grids, communities }: FigureFilter): boolean =>
  grids !== undefined && communities === undefined;

/** By what the rows of an answer must be told apart. */
function dimensionsOf(kind: KeyKind, { communities, departments, types, source }: FigureFilter): string[] {
  const needed = new Set<string>();
  if (kind === 'area' || communities) needed.add('community');
  if (kind === 'department' || departments) needed.add('department');
  if (kind === 'type' || types) needed.add('type');
  if (kind === 'source' || source) needed.add('source');
  return [...needed];
}

/** How a source is read for an answer: its table, its time, its key, and what narrows it. */
export function describeSource(from: FigureSource, kind: KeyKind, filter: FigureFilter, bind: Bind) {
  const { grids, communities, departments, types, source } = filter;
  const among = (column: string, codes: readonly string[] | undefined) =>
    codes && `${column} = any(${bind(codes)})`;
  if (from === 'totals') {
    // the sources are the fewest rows that add up to everything
    const dimension = dimensionsOf(kind, filter)[0] ?? 'source';
    const codes = {
      community: communities,
      department: departments,
      type: types,
      source: source && [source],
    }[dimension] as readonly string[] | undefined;
    return {
      table: 'figure_totals',
      time: 'day',
      key: kind === 'day' || kind === 'month' ? timeKey(kind) : 'code',
      conditions: [`dimension = ${bind(dimension)}`, among('code', codes)].filter(
        (each) => each !== undefined,
      ),
    };
  }
  const isMonths = from === 'months';
  const conditions = [
    isMonths ? among('community_code', communities) : among('grid_code', grids),
    among('department_code', departments),
    among('type_code', types),
    source && `source = ${bind(source)}`,
  ].filter((each) => each !== undefined);
  const keys = {
    area: isMonths ? 'community_code' : 'grid_code',
    department: 'department_code',
    type: 'type_code',
    source: 'source',
    day: timeKey('day'),
    month: isMonths ? 'month::text' : timeKey('month'),
  };
  return { table: `figure_${from}`, time: isMonths ? 'month' : 'day', key: keys[kind], conditions };
}

const timeKey = (kind: 'day' | 'month'): string =>
  kind === 'day' ? 'day::text' : `date_trunc('month', day)::date::text`;
