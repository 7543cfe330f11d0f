import { z } from 'zod';
import { AlertPolicy, AlertRule, AlertTrigger, SavePolicy, SaveRule } from './alert-rule.ts';
import { Place } from './case.ts';
import { SceneName } from './detection.ts';
import { caseRoles, Empty, type Endpoint, Id } from './endpoint.ts';

/** 告警: somebody has to know, and say that they do. */

/** Waits for somebody, sleeps, is known, is in hand, was answered by nobody, or is of no matter any more. */
export const AlertState = z.enum(['waiting', 'snoozed', 'acknowledged', 'taken', 'unanswered', 'over']);
export type AlertState = z.infer<typeof AlertState>;

/** What was known when it happened; enough to word a message and to say who may see it. */
export const AlertFacts = z.object({
  caseNumber: z.string().nullable(),
  scene: SceneName.nullable(),
  typeCode: z.string().nullable(),
  typeName: z.string(),
  typeNameEn: z.string(),
  place: Place.nullable(),
  cameraCode: z.string().nullable(),
  cameraName: z.string().nullable(),
  cameraNameEn: z.string().nullable(),
  score: z.number().nullable(),
  text: z.string().nullable(),
  departmentCode: z.string().nullable(),
  dueAt: z.string().nullable(),
  areaCodes: z.array(z.string()),
  handlerCodes: z.array(z.string()),
  reporterId: z.string().nullable(),
});
export type AlertFacts = z.infer<typeof AlertFacts>;

const Person = z.object({ id: z.string(), name: z.string() });

export const Alert = z.object({
  id: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  trigger: AlertTrigger,
  caseId: z.string().nullable(),
  facts: AlertFacts,
  state: AlertState,
  /** Steps of the policy that were taken, of how many. */
  step: z.number().int(),
  steps: z.number().int(),
  /** When it climbs, or wakes. */
  dueAt: z.string().nullable(),
  /** Everybody who was told so far. */
  recipientIds: z.array(z.string()),
  acknowledgedBy: Person.nullable(),
  takenBy: Person.nullable(),
  happenedAt: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  version: z.number().int(),
});
export type Alert = z.infer<typeof Alert>;

export const AlertActionName = z.enum(['acknowledge', 'take', 'hand-on', 'snooze']);
export type AlertActionName = z.infer<typeof AlertActionName>;

export const AlertAct = z.object({
  action: AlertActionName,
  note: z.string().trim().min(1).max(500).optional(),
  /** To whom it is handed on. */
  userId: z.uuid().optional(),
  /** For how long it sleeps; ten minutes where nothing is said. */
  minutes: z.number().int().min(1).max(60).optional(),
});
export type AlertAct = z.infer<typeof AlertAct>;

export const DeliveryState = z.enum(['waiting', 'sent', 'dead', 'grouped', 'dropped']);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const AlertDelivery = z.object({
  id: z.string(),
  alertId: z.string(),
  round: z.number().int(),
  channelName: z.string(),
  channelKind: z.string(),
  userName: z.string().nullable(),
  state: DeliveryState,
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  dueAt: z.string(),
  reason: z.string().nullable(),
  attempts: z.array(z.object({ at: z.string(), ok: z.boolean().nullable(), answer: z.string().nullable() })),
});
export type AlertDelivery = z.infer<typeof AlertDelivery>;

export const AlertActionRecord = z.object({
  /** What a person did, or `raise`, `climb`, `nobody`, `wake`, `unanswered`, `over` by itself. */
  action: z.string(),
  at: z.string(),
  actorName: z.string().nullable(),
  byLink: z.boolean(),
  note: z.string().nullable(),
});
export type AlertActionRecord = z.infer<typeof AlertActionRecord>;

export const AlertDetail = Alert.extend({
  actions: z.array(AlertActionRecord),
  deliveries: z.array(AlertDelivery),
  /** What the caller may do now. */
  nextActions: z.array(AlertActionName),
});
export type AlertDetail = z.infer<typeof AlertDetail>;

export const AlertQuery = z.object({
  state: z.enum(['open', 'all']).default('open'),
  caseId: z.uuid().optional(),
  /** Only what the caller was told of. */
  mine: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type AlertQuery = z.infer<typeof AlertQuery>;

/** Somebody an alert can be handed on to. */
export const AlertPerson = z.object({ id: z.string(), name: z.string(), role: z.string() });
export type AlertPerson = z.infer<typeof AlertPerson>;

/** Who decides whom alerts reach; whoever works at the centre or leads may look. */
const keepers = ['admin'] as const;
const lookers = ['admin', 'operator', 'dispatcher', 'leader', 'supervisor'] as const;

export const alertEndpoints = {
  alerts: {
    method: 'GET',
    path: '/api/alerts',
    summary: 'Alerts about what one may see, newest first',
    may: caseRoles,
    query: AlertQuery,
    reply: z.object({ items: z.array(Alert) }),
  },
  alert: {
    method: 'GET',
    path: '/api/alerts/:id',
    summary: 'One alert: who was told how, and who did what',
    may: caseRoles,
    params: Id,
    reply: AlertDetail,
  },
  actOnAlert: {
    method: 'POST',
    path: '/api/alerts/:id/actions',
    summary: 'Acknowledge an alert, take it, hand it on, let it sleep',
    may: caseRoles,
    params: Id,
    body: AlertAct,
    reply: AlertDetail,
  },
  alertPeople: {
    method: 'GET',
    path: '/api/alerts/:id/people',
    summary: 'Who an alert can be handed on to: those who may see its case',
    may: caseRoles,
    params: Id,
    reply: z.object({ items: z.array(AlertPerson) }),
  },
  alertPolicies: {
    method: 'GET',
    path: '/api/alert-policies',
    summary: 'Policies: who is told, by which way, for how long, and then whom',
    may: lookers,
    reply: z.object({ items: z.array(AlertPolicy) }),
  },
  addAlertPolicy: {
    method: 'POST',
    path: '/api/alert-policies',
    summary: 'Add a policy',
    may: keepers,
    body: SavePolicy,
    reply: AlertPolicy,
  },
  changeAlertPolicy: {
    method: 'PUT',
    path: '/api/alert-policies/:id',
    summary: 'Change a policy, for alerts to come',
    may: keepers,
    params: Id,
    body: SavePolicy,
    reply: AlertPolicy,
  },
  retireAlertPolicy: {
    method: 'DELETE',
    path: '/api/alert-policies/:id',
    summary: 'Retire a policy that no rule uses',
    may: keepers,
    params: Id,
    reply: Empty,
  },
  alertRules: {
    method: 'GET',
    path: '/api/alert-rules',
    summary: 'Rules: what raises an alert',
    may: lookers,
    reply: z.object({ items: z.array(AlertRule) }),
  },
  addAlertRule: {
    method: 'POST',
    path: '/api/alert-rules',
    summary: 'Add a rule',
    may: keepers,
    body: SaveRule,
    reply: AlertRule,
  },
  changeAlertRule: {
    method: 'PUT',
    path: '/api/alert-rules/:id',
    summary: 'Change a rule',
    may: keepers,
    params: Id,
    body: SaveRule,
    reply: AlertRule,
  },
  retireAlertRule: {
    method: 'DELETE',
    path: '/api/alert-rules/:id',
    summary: 'Retire a rule',
    may: keepers,
    params: Id,
    reply: Empty,
  },
} as const satisfies Record<string, Endpoint>;
