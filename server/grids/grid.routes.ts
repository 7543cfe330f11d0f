import type { Router } from 'express';
import { scopeOf } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { readBbox } from '../platform/http/read-bbox.ts';
import { serve } from '../platform/http/serve.ts';
import { listGrids } from './grid.repository.ts';

/** Grids as GeoJSON. */
export function gridRoutes(router: Router, pool: Pool): void {
  serve(router, 'grids', ({ query, actor }) =>
    listGrids(pool, {
      bbox: readBbox(query.bbox),
      after: query.after,
      limit: query.limit,
      scope: scopeOf(actor),
    }),
  );
}
