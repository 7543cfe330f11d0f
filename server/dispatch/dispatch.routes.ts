import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { DispatchService } from './dispatch.service.ts';

/** The centre's queue. */
export function dispatchRoutes(router: Router, dispatch: DispatchService): void {
  serve(router, 'dispatchQueue', ({ actor }) => dispatch.queue(actor));
}
