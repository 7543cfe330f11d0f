import { type AlertLinkView, LinkAction } from '#contract/alert-link.ts';
import { scopeOf, seesCase } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { actOnAlert } from './act-on-alert.ts';
import { findAlert } from './alert.repository.ts';
import { readAlertLink } from './alert-link.ts';
import { actionsFrom } from './alert-machine.ts';
import { listPeople, type OnDuty, type Person } from './recipients.ts';

export type AlertLinks = ReturnType<typeof createAlertLinks>;

/** Answers alerts for people who follow a signed link; it opens nothing but its one alert, and that as they may see it today. */
export function createAlertLinks(pool: Pool, onDuty: OnDuty, readSecret: () => Promise<Buffer>) {
  const open = async (token: string): Promise<{ person: Person; view: AlertLinkView }> => {
    const link = readAlertLink(token, await readSecret(), Date.now());
    const person = link && (await listPeople(pool)).find(({ id }) => id === link.userId);
    const alert = link && (await findAlert(pool, link.alertId));
    if (!person || !alert || !seesCase(scopeOf(person), alert.facts))
      throw new Problem('link-over', 'This link is over or was never one');
    const nextActions = actionsFrom(alert.state).flatMap((action) => LinkAction.safeParse(action).data ?? []);
    return { person, view: { userName: person.name, alert, nextActions } };
  };
  return {
    view: async (token: string): Promise<AlertLinkView> => (await open(token)).view,

    async answer(token: string, action: LinkAction): Promise<AlertLinkView> {
      const { person, view } = await open(token);
      await actOnAlert(pool, onDuty, view.alert.id, { action }, { ...person, byLink: true });
      return (await open(token)).view;
    },
  };
}
