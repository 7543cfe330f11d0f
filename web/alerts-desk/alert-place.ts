import type { Alert } from '#contract/alert.ts';
import type { useWords } from '../platform/words/use-words.ts';

type NameIn = ReturnType<typeof useWords>['nameIn'];

/** Where it is, as short as it can be said. */
export function alertPlace({ facts }: Pick<Alert, 'facts'>, nameIn: NameIn): string {
  const { place } = facts;
  const named = place && (nameIn(place, 'streetName') || nameIn(place, 'gridName'));
  return named || nameIn(facts, 'cameraName') || '–';
}
