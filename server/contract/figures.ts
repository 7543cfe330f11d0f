import { z } from 'zod';
import { CaseSource } from './case-state.ts';
import { caseRoles, type Endpoint } from './endpoint.ts';
import { Counts } from './indicator.ts';

/** Indicators by period and by group, beside the period before and the same one a year ago. */

export const PeriodKind = z.enum(['day', 'week', 'month', 'quarter', 'year']);
export type PeriodKind = z.infer<typeof PeriodKind>;

export const FigureGroup = z.enum(['township', 'community', 'grid', 'department', 'class', 'type', 'source']);
export type FigureGroup = z.infer<typeof FigureGroup>;

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-20');

export const FigureQuery = z.object({
  period: PeriodKind.default('month'),
  day: Day.optional().describe('any day of the period; today where left out'),
  by: FigureGroup.default('township'),
  areaCode: z.string().optional().describe('a county, township, community or grid'),
  departmentCode: z.string().optional(),
  typeCode: z.string().optional().describe('a type, or a class with all its types'),
  source: CaseSource.optional(),
});
export type FigureQuery = z.infer<typeof FigureQuery>;

/** Days, the first and the one after the last. */
export const DayRange = z.object({ from: Day, to: Day });
export type DayRange = z.infer<typeof DayRange>;

const Compared = z.object({ now: Counts, before: Counts, yearAgo: Counts });
export type Compared = z.infer<typeof Compared>;

export const FigureReport = z.object({
  period: PeriodKind,
  now: DayRange,
  /** The period before (环比) and the same a year ago (同比); cut to as many days where this one still runs. */
  before: DayRange,
  yearAgo: DayRange,
  isRunning: z.boolean(),
  /** Whether cases go back so far that there is something to compare with; if not, its counts are 0. */
  known: z.object({ before: z.boolean(), yearAgo: z.boolean() }),
  total: Compared,
  groups: z.array(Compared.extend({ code: z.string(), name: z.string(), nameEn: z.string() })),
  /** By day, or by month for quarters and years; `start` is its first day. */
  trend: z.array(z.object({ start: Day, counts: Counts })),
});
export type FigureReport = z.infer<typeof FigureReport>;

export const figureEndpoints = {
  figures: {
    method: 'GET',
    path: '/api/figures',
    summary: 'Indicators of a period, by area, department, type or source, with what they are compared to',
    may: caseRoles,
    query: FigureQuery,
    reply: FigureReport,
  },
} as const satisfies Record<string, Endpoint>;
