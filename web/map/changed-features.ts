import type { Feature, Point } from 'geojson';

export type PointFeature<Properties> = Feature<Point, Properties & { id: string }>;

/** What `GeoJSONSource.updateData` needs to get from one set of points to the next; null where nothing changed. */
export function changedFeatures<P>(
  before: ReadonlyMap<string, PointFeature<P>>,
  after: ReadonlyMap<string, PointFeature<P>>,
): { add: PointFeature<P>[]; remove: string[] } | null {
  const add = [...after].flatMap(([id, feature]) => (before.get(id) === feature ? [] : [feature]));
  const replaced = add.map((feature) => feature.properties.id).filter((id) => before.has(id));
  const remove = [...replaced, ...[...before.keys()].filter((id) => !after.has(id))];
  return add.length === 0 && remove.length === 0 ? null : { add, remove };
}
