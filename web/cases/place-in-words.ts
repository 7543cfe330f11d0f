import type { Place } from '#contract/case.ts';

type NameIn = <Key extends 'gridName' | 'communityName' | 'townshipName' | 'streetName'>(
  place: Place,
  key: Key,
) => string;

/** Where it is, from the large to the small: township, community, grid. Parts that are unknown are left out. */
export function areaInWords(place: Place, nameIn: NameIn): string[] {
  const parts = [nameIn(place, 'townshipName'), nameIn(place, 'communityName'), nameIn(place, 'gridName')];
  return parts.filter((part) => part !== '');
}
