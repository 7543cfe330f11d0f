import type { Request, Response, Router } from 'express';
import { FindFileQuery, type FoundCase, findFileEndpoints } from '#contract/find.ts';
import type { SessionUser } from '#contract/session.ts';
import type { Pool } from '../platform/db.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import { asCsv } from '../platform/table/as-csv.ts';
import { asXlsx } from '../platform/table/as-xlsx.ts';
import type { Table } from '../platform/table/table.ts';
import { listAreas } from './area.repository.ts';
import { casesTable } from './cases-table.ts';
import type { FindService } from './find.service.ts';
import { dropFilter, listSavedFilters, saveFilter } from './saved-filter.repository.ts';

/** Notes who took what along, before they are given it. */
export type NoteExport = (
  actor: SessionUser,
  file: string,
  details: Record<string, string | number>,
) => Promise<void>;

const mostRows = 20_000;

/** The search box, what people look for again and again, and what was found as a file. */
export function findRoutes(router: Router, pool: Pool, find: FindService, noteExport: NoteExport): void {
  serve(router, 'findCases', ({ query, actor }) => find.page(query, actor));
  serve(router, 'areas', async () => ({ items: await listAreas(pool) }));
  serve(router, 'savedFilters', async ({ actor }) => ({ items: await listSavedFilters(pool, actor.id) }));
  serve(router, 'saveFilter', ({ body, actor }) => saveFilter(pool, actor.id, body));
  serve(router, 'dropFilter', async ({ params, actor }) => {
    if (!(await dropFilter(pool, actor.id, params.id)))
      throw new Problem('not-found', `You have no saved filter ${params.id}`);
    return {};
  });

  const { casesXlsx, casesCsv } = findFileEndpoints;
  router.get(casesXlsx.path, async (request, response) => {
    const table = await takeAlong(request, requireActor(response, casesXlsx.may), 'cases.xlsx');
    sendAs(response, casesXlsx.contentType, 'cases.xlsx', await asXlsx([table]));
  });
  router.get(casesCsv.path, async (request, response) => {
    const table = await takeAlong(request, requireActor(response, casesCsv.may), 'cases.csv');
    sendAs(response, casesCsv.contentType, 'cases.csv', asCsv(table));
  });

  async function takeAlong(request: Request, actor: SessionUser, file: string): Promise<Table> {
    const asked = FindFileQuery.safeParse(request.query);
    if (!asked.success) throw new Problem('bad-request', `The query is wrong: ${asked.error.message}`);
    const { language, ...search } = asked.data;
    const items: FoundCase[] = [];
    for await (const item of find.all(search, actor, mostRows + 1)) items.push(item);
    const { rows } = await pool.query('select time_zone from district');
    const timeZone = rows[0]?.time_zone ?? 'Asia/Shanghai';
    const cutAt = items.length > mostRows ? mostRows : null;
    const given = items.slice(0, mostRows);
    await noteExport(actor, file, { search: JSON.stringify(search), rows: given.length });
    return casesTable(given, { language, timeZone }, cutAt);
  }
}

function sendAs(response: Response, contentType: string, name: string, content: Buffer | string): void {
  response
    .set({
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    })
    .send(content);
}
