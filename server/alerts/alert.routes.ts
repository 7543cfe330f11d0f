import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { AlertService } from './alert.service.ts';
import type { AlertLinks } from './alert-link.service.ts';
import type { AlertSettings } from './alert-settings.service.ts';

/** Alerts and what raises them. */
export function alertRoutes(
  router: Router,
  alerts: AlertService,
  settings: AlertSettings,
  links: AlertLinks,
): void {
  serve(router, 'alertLink', ({ params }) => links.view(params.token));
  serve(router, 'answerAlertLink', ({ params, body }) => links.answer(params.token, body.action));

  serve(router, 'alerts', ({ query, actor }) => alerts.list(query, actor));
  serve(router, 'alert', ({ params, actor }) => alerts.detail(params.id, actor));
  serve(router, 'actOnAlert', ({ params, body, actor }) => alerts.act(params.id, body, actor));
  serve(router, 'alertPeople', ({ params, actor }) => alerts.people(params.id, actor));

  serve(router, 'alertRules', () => settings.rules());
  serve(router, 'addAlertRule', ({ body, actor }) => settings.saveRule(body, actor));
  serve(router, 'changeAlertRule', ({ params, body, actor }) => settings.saveRule(body, actor, params.id));
  serve(router, 'retireAlertRule', ({ params, actor }) => settings.retireRule(params.id, actor));
  serve(router, 'alertPolicies', () => settings.policies());
  serve(router, 'addAlertPolicy', ({ body, actor }) => settings.savePolicy(body, actor));
  serve(router, 'changeAlertPolicy', ({ params, body, actor }) =>
    settings.savePolicy(body, actor, params.id),
  );
  serve(router, 'retireAlertPolicy', ({ params, actor }) => settings.retirePolicy(params.id, actor));
}
