import { caseSourceNames } from '#contract/case-names.ts';
import type { CaseSource } from '#contract/case-state.ts';
import type { Compared, DayRange, FigureGroup, FigureQuery, FigureReport } from '#contract/figures.ts';
import { type Counts, countNames } from '#contract/indicator.ts';
import type { SessionUser } from '#contract/session.ts';
import { scopeOf } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import {
  type CountedRow,
  countByGroup,
  countByTime,
  districtToday,
  firstCountedDay,
} from './figure.repository.ts';
import { type FigureDimensions, figureFilter, groupOf, readDimensions } from './figure-dimensions.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  firstDays,
  monthStart,
  periodBefore,
  periodOf,
  periodYearAgo,
} from './periods.ts';
import { daysOf } from './range-pieces.ts';

export type FigureService = ReturnType<typeof createFigureService>;

const nothing = (): Counts => Object.fromEntries(countNames.map((name) => [name, 0])) as Counts;

/** Indicators as a reader may count them. */
export function createFigureService(db: Db) {
  return {
    async report(
      query: FigureQuery,
      reader: Pick<SessionUser, 'id' | 'role' | 'areaCode' | 'departmentCode'>,
    ): Promise<FigureReport> {
      const [today, first, dimensions] = await Promise.all([
        districtToday(db),
        firstCountedDay(db),
        readDimensions(db),
      ]);
      if (query.by === 'grid' && !isSmallArea(query.areaCode ?? reader.areaCode ?? undefined, dimensions))
        throw new Problem('bad-request', 'areaCode: grids are listed for one township, community or grid');
      const ranges = rangesOf(query, today);
      const reaches = ({ from }: DayRange) => first !== null && first <= from;
      const known = { before: reaches(ranges.before), yearAgo: reaches(ranges.yearAgo) };
      const filter = figureFilter(query, scopeOf(reader), dimensions);
      const trendRange = trendOf(query.period, ranges.now);
      const [now, before, yearAgo, trend] = await Promise.all([
        countByGroup(db, ranges.now, query.by, filter),
        known.before ? countByGroup(db, ranges.before, query.by, filter) : [],
        known.yearAgo ? countByGroup(db, ranges.yearAgo, query.by, filter) : [],
        countByTime(db, trendRange.range, trendRange.step, filter),
      ]);
      const compared = { now, before, yearAgo };
      return {
        period: query.period,
        ...ranges,
        known,
        total: {
          now: sum(now.map(({ counts }) => counts)),
          before: sum(before.map(({ counts }) => counts)),
          yearAgo: sum(yearAgo.map(({ counts }) => counts)),
        },
        groups: grouped(query.by, compared, dimensions),
        trend: filled(trendRange, trend),
      };
    },
  };
}

/** The period that is asked for up to today, and what it is compared to, cut to as many days. */
function rangesOf({ period, day }: FigureQuery, today: string) {
  const whole = periodOf(period, day ?? today);
  const isRunning = whole.from <= today && today < addDays(whole.to, -1);
  const now = isRunning ? { from: whole.from, to: addDays(today, 1) } : whole;
  const days = isRunning ? daysBetween(now.from, now.to) : Number.POSITIVE_INFINITY;
  return {
    isRunning,
    now,
    before: firstDays(periodBefore(period, whole), days),
    yearAgo: firstDays(periodYearAgo(period, whole), days),
  };
}

interface Trend {
  range: DayRange;
  step: 'day' | 'month';
}
/** The days of a month, two weeks for less; a year of months for more. */
function trendOf(period: FigureQuery['period'], now: DayRange): Trend {
  if (period === 'month') return { range: now, step: 'day' };
  if (period === 'day' || period === 'week')
    return { range: { from: addDays(now.to, -14), to: now.to }, step: 'day' };
  return { range: { from: addMonths(addDays(now.to, -1), -12), to: now.to }, step: 'month' };
}

/** The trend with its empty days or months. */
function filled({ range, step }: Trend, rows: readonly CountedRow[]): FigureReport['trend'] {
  const byStart = new Map(rows.map(({ key, counts }) => [key, counts]));
  const starts = step === 'day' ? daysOf(range) : [...new Set(daysOf(range).map(monthStart))];
  return starts.map((start) => ({ start, counts: byStart.get(start) ?? nothing() }));
}

function isSmallArea(areaCode: string | undefined, { areas, grids }: FigureDimensions): boolean {
  if (areaCode === undefined) return false;
  return grids.has(areaCode) || (areas.has(areaCode) && areas.get(areaCode)?.level !== 'county');
}

function grouped(
  by: FigureGroup,
  compared: Record<keyof Compared, readonly CountedRow[]>,
  dimensions: FigureDimensions,
): FigureReport['groups'] {
  const groups = new Map<string, Compared>();
  for (const part of ['now', 'before', 'yearAgo'] as const)
    for (const { key, counts } of compared[part]) {
      const code = groupOf(by, key, dimensions);
      const group = groups.get(code) ?? { now: nothing(), before: nothing(), yearAgo: nothing() };
      group[part] = sum([group[part], counts]);
      groups.set(code, group);
    }
  return [...groups]
    .map(([code, values]) => ({ code, ...nameOf(by, code, dimensions), ...values }))
    .sort((a, b) => b.now.reported - a.now.reported || a.code.localeCompare(b.code));
}

function nameOf(by: FigureGroup, code: string, { areas, grids, types, departments }: FigureDimensions) {
  if (by === 'source') {
    const [name, nameEn] = caseSourceNames[code as CaseSource];
    return { name, nameEn };
  }
  const named = {
    township: areas,
    community: areas,
    grid: grids,
    department: departments,
    class: types,
    type: types,
  }[by].get(code);
  return named ? { name: named.name, nameEn: named.nameEn } : { name: '未定', nameEn: 'Not known' };
}

const sum = (parts: readonly Counts[]): Counts =>
  Object.fromEntries(
    countNames.map((name) => [name, parts.reduce((total, part) => total + part[name], 0)]),
  ) as Counts;
