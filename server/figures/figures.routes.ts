import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { FigureService } from './figures.service.ts';

/** Indicators of a period. */
export function figureRoutes(router: Router, figures: FigureService): void {
  serve(router, 'figures', ({ query, actor }) => figures.report(query, actor));
}
