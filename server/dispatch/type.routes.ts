import type { Router } from 'express';
import { eventTypeFileEndpoints } from '#contract/event-type.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { serve } from '../platform/http/serve.ts';
import type { TypeService } from './type.service.ts';

/** Event types, one by one and as a file. */
export function typeRoutes(router: Router, types: TypeService): void {
  serve(router, 'typeSettings', () => types.list());
  serve(router, 'importTypes', ({ body, actor }) => types.importCsv(body.csv, body.apply, actor));
  serve(router, 'saveType', ({ params, body, actor }) => types.save(params.code, body, actor));
  serve(router, 'retireType', ({ params, body, actor }) => types.retire(params.code, body.retired, actor));
  const { path, may, contentType } = eventTypeFileEndpoints.typesCsv;
  router.get(path, async (_request, response) => {
    requireActor(response, may);
    response
      .set({
        'Content-Type': contentType,
        'Content-Disposition': 'attachment; filename="event-types.csv"',
        'Cache-Control': 'no-store',
      })
      .send(await types.exportCsv());
  });
}
