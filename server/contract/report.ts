import { z } from 'zod';
import { caseRoles, type FileEndpoint } from './endpoint.ts';

/** 专报: a month's work as a document. */
export const MonthQuery = z.object({
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11'),
});

const about =
  'A month’s work (专报): figures with year on year, types, departments, what was overdue, scenes, cases';
export const reportFileEndpoints = {
  monthDocx: {
    path: '/api/reports/month.docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    may: caseRoles,
    summary: `${about}; \`?month=2026-11\``,
  },
  monthPdf: {
    path: '/api/reports/month.pdf',
    contentType: 'application/pdf',
    may: caseRoles,
    summary: `${about}; \`?month=2026-11\``,
  },
  monthXlsx: {
    path: '/api/reports/month.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    may: caseRoles,
    summary: 'The tables of a month’s report with all counts and rates; `?month=2026-11`',
  },
} as const satisfies Record<string, FileEndpoint>;
