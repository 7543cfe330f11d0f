import { z } from 'zod';
import { Case } from './case.ts';
import { caseRoles, type Endpoint } from './endpoint.ts';

/** 派遣: the centre's queue, and what sends cases on their way. */

/** Why a case waits at the centre instead of being on its way; `by-hand` is a type that is always sent by a person. */
export const QueueReason = z.enum([
  'no-owner',
  'several-owners',
  'disputed',
  'returned',
  'escalated',
  'reopened',
  'by-hand',
]);
export type QueueReason = z.infer<typeof QueueReason>;

export const QueuedCase = z.object({
  case: Case,
  reason: QueueReason,
  /** Departments that are all named for it. */
  candidateCodes: z.array(z.string()),
  since: z.string(),
});
export type QueuedCase = z.infer<typeof QueuedCase>;

export const dispatchEndpoints = {
  dispatchQueue: {
    method: 'GET',
    path: '/api/dispatch/queue',
    summary: 'Cases that wait for the centre to send them on, the longest waiting first (at most 500)',
    may: caseRoles,
    reply: z.object({ items: z.array(QueuedCase) }),
  },
} as const satisfies Record<string, Endpoint>;
