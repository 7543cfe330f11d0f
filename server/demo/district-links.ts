import type { District } from '../../geodata/read-district.ts';

/** The township (街道/镇/乡) of each community. */
export const townshipsByCommunity = (areas: District['areas']): Map<string, string> =>
  new Map(
    areas.flatMap((area) =>
      area.level === 'community' && area.parentCode ? [[area.code, area.parentCode]] : [],
    ),
  );

/** The one chief of each grid. */
export const chiefsByGrid = (people: District['people']): Map<string, District['people'][number]> =>
  new Map(
    people.flatMap((person) =>
      person.duty === 'grid-chief' && person.gridCode ? [[person.gridCode, person]] : [],
    ),
  );

interface Street {
  name: string;
  nameEn: string;
  class: string;
  geometry: { type: 'MultiLineString'; coordinates: [number, number][][] };
}

/** The pieces of a road under one name, as a street that a place can be named by; railways are none. */
export function streetsOf(roads: District['roads']): Street[] {
  const streets = new Map<string, Street>();
  for (const { name, nameEn, class: roadClass, line } of roads) {
    if (roadClass === 'rail') continue;
    const known = streets.get(name);
    if (known) known.geometry.coordinates.push(line);
    else
      streets.set(name, {
        name,
        nameEn,
        class: roadClass,
        geometry: { type: 'MultiLineString', coordinates: [line] },
      });
  }
  return [...streets.values()];
}
