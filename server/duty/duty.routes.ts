import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { DutyChanges } from './duty-change.service.ts';
import type { EmergencySwitch } from './emergency.service.ts';
import type { RosterService } from './roster.service.ts';

/** Rosters, what changes them, and the emergency switch. */
export function dutyRoutes(
  router: Router,
  rosters: RosterService,
  changes: DutyChanges,
  emergency: EmergencySwitch,
): void {
  serve(router, 'rosters', () => rosters.list());
  serve(router, 'addRoster', ({ body }) => rosters.save(body));
  serve(router, 'changeRoster', ({ params, body }) => rosters.save(body, params.id));
  serve(router, 'retireRoster', ({ params }) => rosters.retire(params.id));
  serve(router, 'dutyPeople', () => rosters.people());
  serve(router, 'dutyCalendar', ({ params, query }) => changes.calendar(params.id, query));
  serve(router, 'overrideDuty', ({ params, body, actor }) => changes.override(params.id, body, actor));
  serve(router, 'undoDutyOverride', ({ params, actor }) => changes.undo(params.id, actor));
  serve(router, 'askDutySwap', ({ params, body, actor }) => changes.askSwap(params.id, body, actor));
  serve(router, 'decideDutySwap', ({ params, body, actor }) =>
    changes.decide(params.id, body.decision, actor),
  );
  serve(router, 'addDutyNote', ({ params, body, actor }) => changes.note(params.id, body.text, actor));
  serve(router, 'emergency', () => emergency.read());
  serve(router, 'switchEmergency', ({ body, actor }) => emergency.press(body.active, body.reason, actor));
}
