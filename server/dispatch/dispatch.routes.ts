import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { DispatchService } from './dispatch.service.ts';
import type { OrderService } from './order.service.ts';

/** The centre's queue, its settings, and 督办单. */
export function dispatchRoutes(router: Router, dispatch: DispatchService, orders: OrderService): void {
  serve(router, 'dispatchQueue', ({ actor }) => dispatch.queue(actor));
  serve(router, 'limitPolicies', () => dispatch.policies());
  serve(router, 'savePolicy', ({ params, body, actor }) => dispatch.savePolicy(params.code, body, actor));
  serve(router, 'escalation', () => dispatch.escalation());
  serve(router, 'saveEscalation', ({ body, actor }) => dispatch.saveEscalation(body.items, actor));
  serve(router, 'workingCalendar', () => dispatch.calendar());
  serve(router, 'saveWorkingCalendar', ({ body, actor }) => dispatch.saveCalendar(body, actor));
  serve(router, 'importDays', ({ body, actor }) => dispatch.importDays(body.csv, body.apply, actor));
  serve(router, 'supervisionOrders', ({ query, actor }) => orders.list(query, actor));
  serve(router, 'supervisionOrder', ({ params, actor }) => orders.get(params.id, actor));
  serve(router, 'answerOrder', ({ params, body, actor }) => orders.answer(params.id, body.answer, actor));
}
