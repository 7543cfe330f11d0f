import { Temporal } from 'temporal-polyfill';
import type { AlertFacts } from '#contract/alert.ts';
import type { AlertRule, AlertTrigger, RuleHours } from '#contract/alert-rule.ts';
import type { Rating } from '#contract/case-state.ts';

/** Something happened that somebody may want to be alerted of. */
export interface Occurrence {
  trigger: AlertTrigger;
  caseId: string | null;
  /** The case's id, or the camera and incident of a pre-alarm. */
  subject: string;
  /** What of it; the same subject and cause raise one alert per rule, however often they are told. */
  cause: string;
  /** Epoch milliseconds. */
  happenedAt: number;
  facts: AlertFacts;
}

const triggerOfStep: Readonly<Record<string, AlertTrigger>> = {
  dispatch: 'dispatched',
  redispatch: 'dispatched',
  settle: 'dispatched',
  return: 'returned',
  dispute: 'disputed',
  escalate: 'escalated',
  overdue: 'overdue',
  urge: 'urged',
  supervise: 'supervised',
  reopen: 'reopened',
};

/** What a step in a case triggers; most trigger nothing. */
export const triggerOf = (step: string, rating: Rating | undefined): AlertTrigger | undefined =>
  step === 'rate' && rating === 'not' ? 'dissatisfied' : triggerOfStep[step];

/** Whether a rule asks for what happened; hours are those of the district's time zone. */
export function ruleApplies(
  { enabled, trigger, filter }: Pick<AlertRule, 'enabled' | 'trigger' | 'filter'>,
  occurrence: Pick<Occurrence, 'trigger' | 'happenedAt' | 'facts'>,
  timeZone: string,
): boolean {
  const { facts } = occurrence;
  const { scenes, typeCodes, areaCodes, scoreFrom, hours } = filter;
  return (
    enabled &&
    trigger === occurrence.trigger &&
    (scenes.length === 0 || (facts.scene !== null && scenes.includes(facts.scene))) &&
    (typeCodes.length === 0 || (facts.typeCode !== null && typeCodes.includes(facts.typeCode))) &&
    (areaCodes.length === 0 || facts.areaCodes.some((code) => areaCodes.includes(code))) &&
    (scoreFrom === null || (facts.score !== null && facts.score >= scoreFrom)) &&
    (hours === null || isWithin(hours, occurrence.happenedAt, timeZone))
  );
}

/** Hours that run past midnight belong to the weekday on which they begin. */
function isWithin({ weekdays, from, to }: RuleHours, at: number, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const today = weekdays.includes(local.dayOfWeek);
  if (from < to) return today && from <= time && time < to;
  const yesterday = weekdays.includes(local.subtract({ days: 1 }).dayOfWeek);
  return (today && time >= from) || (yesterday && time < to);
}
