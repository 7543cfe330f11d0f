import type { TFunction } from 'i18next';
import type { CaseSighting } from '#contract/case.ts';

type Facts = CaseSighting['facts'];

const number = (value: Facts[string] | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** What a scene measured, as rows of name and value; figures that mean nothing to people are left out. */
export function factsToShow(facts: Facts, t: TFunction): [string, string][] {
  const rows: [string, string][] = [];
  const floor = number(facts.floor);
  if (floor !== null) {
    const error = number(facts.floorError);
    const value = t('case.fact.floors', { value: Math.round(floor) });
    rows.push([
      t('case.fact.floor'),
      error === null
        ? value
        : `${value} ${t('case.fact.floorsError', { value: Math.round(error * 10) / 10 })}`,
    ]);
  }
  const growth = number(facts.growth);
  if (growth !== null && growth > 1) rows.push([t('case.fact.growth'), `× ${growth.toFixed(1)}`]);
  const speed = number(facts.speedMetresPerSecond);
  if (speed !== null)
    rows.push([t('case.fact.speedMetresPerSecond'), t('case.fact.speed', { value: Math.round(speed) })]);
  return rows;
}
