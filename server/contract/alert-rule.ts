import { z } from 'zod';
import { SceneName } from './detection.ts';
import { Role } from './session.ts';

/** When somebody is alerted, and whom, by which way, for how long, and then whom. */

/** 触发条件: a case opened, something that may become one, a step in a case, or an alert that nobody answered. */
export const AlertTrigger = z.enum([
  'opened',
  'pre-alarm',
  'dispatched',
  'returned',
  'disputed',
  'escalated',
  'overdue',
  'urged',
  'supervised',
  'reopened',
  'dissatisfied',
  'unanswered',
]);
export type AlertTrigger = z.infer<typeof AlertTrigger>;

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');

/** Hours of the district's day, on weekdays where they begin; `to` at or before `from` runs past midnight. */
export const RuleHours = z.object({
  /** ISO weekdays: 1 is Monday. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  from: LocalTime,
  to: LocalTime,
});
export type RuleHours = z.infer<typeof RuleHours>;

/** An empty list asks for nothing. */
export const RuleFilter = z.object({
  scenes: z.array(SceneName).default([]),
  typeCodes: z.array(z.string()).max(200).default([]),
  areaCodes: z.array(z.string()).max(200).default([]),
  /** Only what a machine scored, and at least so. */
  scoreFrom: z.number().min(0).max(1).nullable().default(null),
  hours: RuleHours.nullable().default(null),
});
export type RuleFilter = z.infer<typeof RuleFilter>;

/** Whom: whoever of them may not see the case is left out. */
export const AlertTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), userId: z.uuid() }),
  /** Everybody of the role; with an area's code, those who work for that area. */
  z.object({ kind: z.literal('role'), role: Role, areaCode: z.string().nullable().default(null) }),
  /** Who is on duty when the step is taken. */
  z.object({ kind: z.literal('roster'), rosterId: z.uuid() }),
  /** Everybody of the department; null is the one that has the case. */
  z.object({ kind: z.literal('department'), departmentCode: z.string().nullable().default(null) }),
]);
export type AlertTarget = z.infer<typeof AlertTarget>;

export const PolicyStep = z.object({
  targets: z.array(AlertTarget).max(20),
  channelIds: z.array(z.uuid()).min(1).max(10),
  /** As long it waits for somebody to acknowledge before it climbs. */
  waitSeconds: z.number().int().min(5).max(86_400),
});
export type PolicyStep = z.infer<typeof PolicyStep>;

export const SavePolicy = z.object({
  name: z.string().trim().min(1).max(100),
  steps: z.array(PolicyStep).min(1).max(10),
});
export type SavePolicy = z.infer<typeof SavePolicy>;
export const AlertPolicy = SavePolicy.extend({ id: z.string() });
export type AlertPolicy = z.infer<typeof AlertPolicy>;

export const SaveRule = z.object({
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  trigger: AlertTrigger,
  filter: RuleFilter,
  policyId: z.uuid(),
});
export type SaveRule = z.infer<typeof SaveRule>;
export const AlertRule = SaveRule.extend({ id: z.string() });
export type AlertRule = z.infer<typeof AlertRule>;
