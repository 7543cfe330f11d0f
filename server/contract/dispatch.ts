import { z } from 'zod';
import { Case } from './case.ts';
import { LimitPhase, LimitPolicy } from './case-limit.ts';
import { CaseLevel } from './case-state.ts';
import { caseRoles, type Endpoint, Id } from './endpoint.ts';
import { ImportFile, ImportProblem } from './event-type.ts';
import { Role } from './session.ts';
import { WorkingCalendar } from './working-calendar.ts';

/** 派遣、时限、督办: the centre's queue, what sends cases on their way, and what follows where they are late. */

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

/** 督办单 */
export const SupervisionOrder = z.object({
  id: z.string(),
  /** 督办〔year〕serial 号 */
  year: z.number().int(),
  serial: z.number().int(),
  case: Case,
  /** The limit that is over; null where somebody supervises for a reason of their own. */
  phase: LimitPhase.nullable(),
  dueAt: z.string().nullable(),
  departmentCode: z.string().nullable(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  level: CaseLevel,
  reason: z.string(),
  /** Null where the product wrote it. */
  issuedByName: z.string().nullable(),
  issuedAt: z.string(),
  copiedTo: z.array(z.object({ name: z.string(), role: Role })),
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
export type SupervisionOrder = z.infer<typeof SupervisionOrder>;

/** 层级: how long a level may be late before the case climbs, and who hears of it then. */
export const EscalationLevel = z.object({
  level: CaseLevel,
  graceMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 30),
  supervised: z.boolean(),
  copiedRoles: z.array(Role).max(Role.options.length),
});
export type EscalationLevel = z.infer<typeof EscalationLevel>;
export const EscalationLevels = z.object({ items: z.array(EscalationLevel) });

export const dispatchEndpoints = {
  dispatchQueue: {
    method: 'GET',
    path: '/api/dispatch/queue',
    summary: 'Cases that wait for the centre to send them on, the longest waiting first (at most 500)',
    may: caseRoles,
    reply: z.object({ items: z.array(QueuedCase) }),
  },
  supervisionOrders: {
    method: 'GET',
    path: '/api/dispatch/orders',
    summary: '督办单, newest first',
    may: caseRoles,
    query: z.object({
      open: z.stringbool().optional().describe('only those not yet answered, or only those that are'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      after: z.string().optional().describe('`next` of the page before'),
    }),
    reply: z.object({ items: z.array(SupervisionOrder), next: z.string().nullable() }),
  },
  supervisionOrder: {
    method: 'GET',
    path: '/api/dispatch/orders/:id',
    summary: 'One 督办单',
    may: caseRoles,
    params: Id,
    reply: SupervisionOrder,
  },
  answerOrder: {
    method: 'POST',
    path: '/api/dispatch/orders/:id/answer',
    summary: 'Say what was done about a 督办单; its department does, or the centre',
    may: caseRoles,
    params: Id,
    body: z.object({ answer: z.string().trim().min(1).max(2000) }),
    reply: SupervisionOrder,
  },
  escalation: {
    method: 'GET',
    path: '/api/dispatch/escalation',
    summary: 'The levels that late cases climb',
    may: caseRoles,
    reply: EscalationLevels,
  },
  saveEscalation: {
    method: 'PUT',
    path: '/api/dispatch/escalation',
    summary: 'Set after how long late cases climb, and who gets a copy of the 督办单',
    may: ['admin'],
    body: EscalationLevels,
    reply: EscalationLevels,
  },
  limitPolicies: {
    method: 'GET',
    path: '/api/dispatch/policies',
    summary: 'What each part of a case’s way is given',
    may: caseRoles,
    reply: z.object({ items: z.array(LimitPolicy) }),
  },
  savePolicy: {
    method: 'PUT',
    path: '/api/dispatch/policies/:code',
    summary: 'Make or change a policy; limits that run already go on as they began',
    may: ['admin'],
    params: z.object({ code: z.string() }),
    body: LimitPolicy,
    reply: LimitPolicy,
  },
  workingCalendar: {
    method: 'GET',
    path: '/api/dispatch/calendar',
    summary: 'When offices work',
    may: caseRoles,
    reply: WorkingCalendar,
  },
  saveWorkingCalendar: {
    method: 'PUT',
    path: '/api/dispatch/calendar',
    summary: 'Set office hours, holidays and adjusted days; limits that run already go on as they began',
    may: ['admin'],
    body: WorkingCalendar,
    reply: WorkingCalendar,
  },
  importDays: {
    method: 'POST',
    path: '/api/dispatch/calendar/import',
    summary:
      'Look at, or take in, a CSV file of holidays and adjusted days: its years take the place of what was set',
    may: ['admin'],
    body: ImportFile,
    reply: z.object({
      applied: z.boolean(),
      years: z.array(z.string()),
      calendar: WorkingCalendar,
      problems: z.array(ImportProblem),
    }),
  },
} as const satisfies Record<string, Endpoint>;
