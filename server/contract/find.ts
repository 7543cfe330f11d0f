import { z } from 'zod';
import { Case } from './case.ts';
import { CaseSource } from './case-state.ts';
import { SceneName } from './detection.ts';
import { caseRoles, type Endpoint, type FileEndpoint } from './endpoint.ts';

/** Finding cases: one box for number, words, place, person and phone, and filters beside it. */

const filters = {
  q: z
    .string()
    .max(200)
    .optional()
    .describe('words, a place, a name, a number or its end, a phone or its end'),
  state: z.string().optional().describe('comma-separated states, `open`, or `overdue`'),
  scene: SceneName.optional(),
  source: CaseSource.optional(),
  typeCode: z.string().optional().describe('a type, or a class with all its types'),
  departmentCode: z.string().optional(),
  areaCode: z.string().optional().describe('a county, township, community or grid'),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};
export const CaseSearch = z.object(filters);
export type CaseSearch = z.infer<typeof CaseSearch>;

/** A search as a file; `language` is that of its headings. */
export const FindFileQuery = z.object({ ...filters, language: z.enum(['zh', 'en']).default('zh') });

export const FindQuery = z.object({
  ...filters,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional().describe('`next` of the page before'),
});
export type FindQuery = z.infer<typeof FindQuery>;

export const FoundCase = Case.extend({
  /** Who reported it, with the phone masked (138****1234). */
  reporterName: z.string().nullable(),
  reporterPhone: z.string().nullable(),
});
export type FoundCase = z.infer<typeof FoundCase>;

export const FoundPage = z.object({
  /** Hits by number or phone first, then whatever holds all the words; newest first. */
  items: z.array(FoundCase),
  /** The words as they were looked for, to be marked in what is shown. */
  terms: z.array(z.string()),
  next: z.string().nullable(),
});
export type FoundPage = z.infer<typeof FoundPage>;

export const SavedFilter = z.object({ id: z.string(), name: z.string(), query: CaseSearch });
export type SavedFilter = z.infer<typeof SavedFilter>;

/** County, township or street (街道/镇/乡), community or village (社区/村). */
export const Area = z.object({
  code: z.string(),
  level: z.enum(['county', 'township', 'community']),
  name: z.string(),
  nameEn: z.string(),
  parentCode: z.string().nullable(),
});
export type Area = z.infer<typeof Area>;

export const findEndpoints = {
  findCases: {
    method: 'GET',
    path: '/api/find',
    summary: 'Find cases by words, number, place, person, phone, and filters',
    may: caseRoles,
    query: FindQuery,
    reply: FoundPage,
  },
  areas: {
    method: 'GET',
    path: '/api/areas',
    summary: 'The district’s areas, each behind the one that it lies in',
    may: caseRoles,
    reply: z.object({ items: z.array(Area) }),
  },
  savedFilters: {
    method: 'GET',
    path: '/api/saved-filters',
    summary: 'The caller’s saved filters',
    may: caseRoles,
    reply: z.object({ items: z.array(SavedFilter) }),
  },
  saveFilter: {
    method: 'POST',
    path: '/api/saved-filters',
    summary: 'Save a filter under a name; the same name again replaces it',
    may: caseRoles,
    body: z.object({ name: z.string().trim().min(1).max(60), query: CaseSearch }),
    reply: SavedFilter,
  },
  dropFilter: {
    method: 'DELETE',
    path: '/api/saved-filters/:id',
    summary: 'Forget a saved filter',
    may: caseRoles,
    params: z.object({ id: z.string() }),
    reply: z.object({}),
  },
} as const satisfies Record<string, Endpoint>;

export const findFileEndpoints = {
  casesXlsx: {
    path: '/api/find.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    may: caseRoles,
    summary: 'The cases of a search as a workbook, at most 20,000; the query of `/api/find`',
  },
  casesCsv: {
    path: '/api/find.csv',
    contentType: 'text/csv',
    may: caseRoles,
    summary: 'The cases of a search as CSV, at most 20,000; the query of `/api/find`',
  },
} as const satisfies Record<string, FileEndpoint>;
