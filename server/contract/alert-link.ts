import { z } from 'zod';
import { Alert, AlertActionName } from './alert.ts';
import type { Endpoint } from './endpoint.ts';

/** Answering an alert by the link of a message, without signing in. */

export const LinkAction = AlertActionName.exclude(['hand-on']);
export type LinkAction = z.infer<typeof LinkAction>;

export const AlertLinkView = z.object({
  /** For whom the link answers. */
  userName: z.string(),
  alert: Alert,
  nextActions: z.array(LinkAction),
});
export type AlertLinkView = z.infer<typeof AlertLinkView>;

const Token = z.object({ token: z.string().max(200) });

export const alertLinkEndpoints = {
  alertLink: {
    method: 'GET',
    path: '/api/alert-links/:token',
    summary: 'The alert that a link was sent for; looking changes nothing',
    may: 'anybody',
    params: Token,
    reply: AlertLinkView,
  },
  answerAlertLink: {
    method: 'POST',
    path: '/api/alert-links/:token',
    summary: 'Acknowledge, take or snooze it as the person to whom the link was sent',
    may: 'anybody',
    params: Token,
    body: z.object({ action: LinkAction }),
    reply: AlertLinkView,
  },
} as const satisfies Record<string, Endpoint>;
