import type { Alert } from '#contract/alert.ts';
import type { SessionUser } from '#contract/session.ts';

/** Those who see to it that somebody turns up: their wall turns red where nobody has answered. */
const minding: readonly SessionUser['role'][] = ['operator', 'dispatcher', 'leader', 'supervisor', 'admin'];

/** What the bars above every page say. */
export function alertsToShow(open: readonly Alert[], { id, role }: Pick<SessionUser, 'id' | 'role'>) {
  return {
    unanswered: minding.includes(role) ? open.filter(({ state }) => state === 'unanswered') : [],
    mine: open.filter(({ state, recipientIds }) => state === 'waiting' && recipientIds.includes(id)),
  };
}
