import type { TFunction } from 'i18next';
import type { CaseSighting } from '#contract/case.ts';
import { durationInWords } from '../platform/format-duration.ts';

type Facts = CaseSighting['facts'];

const number = (value: Facts[string] | undefined): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** What a scene measured, as rows of name and value; figures that mean nothing to people are left out. */
export function factsToShow(facts: Facts, t: TFunction): [string, string][] {
  const rows: [string, string][] = [];
  const duration = number(facts.durationSeconds);
  if (duration !== null && duration >= 1) rows.push([t('case.fact.durationSeconds'), durationInWords(duration * 1000, t)]);
  const floor = number(facts.floor);
  if (floor !== null) {
    const error = number(facts.floorError);
    const value = t('case.fact.floors', { value: Math.round(floor) });
    rows.push([t('case.fact.floor'), error === null ? value : `${value} ${t('case.fact.floorsError', { value: Math.round(error * 10) / 10 })}`]);
  }
  const growth = number(facts.growth);
  if (growth !== null) rows.push([t('case.fact.growth'), `× ${growth.toFixed(1)}`]);
  return rows;
}
