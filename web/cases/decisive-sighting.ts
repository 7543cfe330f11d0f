import type { CaseSighting } from '#contract/case.ts';

/** The sighting that speaks for the case: the first that opened it, else the newest that gives a reason. */
export const decisiveSighting = (sightings: readonly CaseSighting[]): CaseSighting | undefined => {
  const speaking = sightings
    .filter(({ reasons, change }) => reasons.length > 0 && change !== 'cleared')
    .toSorted((a, b) => a.at.localeCompare(b.at));
  return speaking.find(({ change }) => change === 'opened') ?? speaking.at(-1);
};
