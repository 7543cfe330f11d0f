import type { Request, Response, Router } from 'express';
import { MonthQuery, reportFileEndpoints } from '#contract/report.ts';
import type { SessionUser } from '#contract/session.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { Problem } from '../platform/problem.ts';
import { asXlsx } from '../platform/table/as-xlsx.ts';
import { asDocx } from './as-docx.ts';
import { asPdf } from './as-pdf.ts';
import { monthDocument } from './month-document.ts';
import { type MonthFacts, type MonthSources, readMonth } from './month-facts.ts';
import { monthTables } from './month-tables.ts';

/** A month's report as a document, a PDF and a workbook; who took which is noted before it is given. */
export function reportRoutes(
  router: Router,
  sources: MonthSources,
  noteExport: (actor: SessionUser, file: string, details: Record<string, string | number>) => Promise<void>,
): void {
  const { monthDocx, monthPdf, monthXlsx } = reportFileEndpoints;
  const offer = (
    { path, contentType, may }: (typeof reportFileEndpoints)[keyof typeof reportFileEndpoints],
    extension: string,
    make: (facts: MonthFacts) => Promise<Buffer>,
  ) =>
    router.get(path, async (request: Request, response: Response) => {
      const actor = requireActor(response, may);
      const asked = MonthQuery.safeParse(request.query);
      if (!asked.success) throw new Problem('bad-request', 'month: must be a month such as 2026-11');
      const { month } = asked.data;
      const content = await make(await readMonth(sources, month, actor));
      await noteExport(actor, `month-${month}.${extension}`, { month });
      response
        .set({
          'Content-Type': contentType,
          'Content-Disposition': `attachment; filename="eyrie-${month}.${extension}"; filename*=UTF-8''${encodeURIComponent(`网格化治理专报${month}`)}.${extension}`,
          'Cache-Control': 'no-store',
        })
        .send(content);
    });
  const now = () => new Date().toISOString();
  offer(monthDocx, 'docx', (facts) => asDocx(monthDocument(facts, now())));
  offer(monthPdf, 'pdf', (facts) => asPdf(monthDocument(facts, now())));
  offer(monthXlsx, 'xlsx', (facts) => asXlsx(monthTables(facts)));
}
