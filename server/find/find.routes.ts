import type { Router } from 'express';
import type { Pool } from '../platform/db.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import type { FindService } from './find.service.ts';
import { dropFilter, listSavedFilters, saveFilter } from './saved-filter.repository.ts';

/** The search box, and what people look for again and again. */
export function findRoutes(router: Router, pool: Pool, find: FindService): void {
  serve(router, 'findCases', ({ query, actor }) => find.page(query, actor));
  serve(router, 'savedFilters', async ({ actor }) => ({ items: await listSavedFilters(pool, actor.id) }));
  serve(router, 'saveFilter', ({ body, actor }) => saveFilter(pool, actor.id, body));
  serve(router, 'dropFilter', async ({ params, actor }) => {
    if (!(await dropFilter(pool, actor.id, params.id)))
      throw new Problem('not-found', `You have no saved filter ${params.id}`);
    return {};
  });
}
