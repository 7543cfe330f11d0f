import type { Response, Router } from 'express';
import { AuditFilter } from '#contract/audit.ts';
import { fileEndpoints } from '#contract/endpoints.ts';
import { type Pool, transact } from '../platform/db.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import { listAudit } from './audit.repository.ts';
import { auditTable } from './audit-table.ts';
import { noteAudit } from './note-audit.ts';
import { verifyAudit } from './verify-audit.ts';

/** Reading the audit log: page by page, as a table, and whether it is whole. */
export function auditRoutes(router: Router, pool: Pool): void {
  serve(router, 'audit', async ({ query: { limit, ...filter } }) => {
    const items = await listAudit(pool, filter, limit + 1);
    const page = items.slice(0, limit);
    return { items: page, next: items.length > limit ? (page.at(-1)?.number ?? null) : null };
  });

  serve(router, 'verifyAudit', () => verifyAudit(pool));

  const { path, may } = fileEndpoints.auditTable;
  router.get(path, async (request, response: Response) => {
    const actor = requireActor(response, may);
    const parsed = AuditFilter.safeParse(request.query);
    if (!parsed.success) throw new Problem('bad-request', `The query is wrong: ${parsed.error.message}`);
    await transact(pool, async (tx) =>
      noteAudit(tx, {
        action: 'export',
        actorId: actor.id,
        object: { kind: 'table', id: 'audit', name: null },
        details: Object.fromEntries(
          Object.entries(parsed.data).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
        ),
      }),
    );
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Disposition': 'attachment; filename="audit.csv"',
    });
    for await (const lines of auditTable(pool, parsed.data)) response.write(lines);
    response.end();
  });
}
