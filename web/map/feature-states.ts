/** What a layer's expressions read with `['feature-state', …]`. */
export type FeatureState = Record<string, string | number | boolean>;
export type FeatureStates = ReadonlyMap<string, FeatureState>;

/** Null takes a property back. */
export type FeatureStatePatch = Record<string, string | number | boolean | null>;

/**
 * What has to be written to get from one set of states to the next. What is gone is written as null and never
 * removed: MapLibre breaks where a state is removed and set again before it has drawn a frame.
 */
export function changedStates(
  before: FeatureStates,
  after: FeatureStates,
): [id: string, patch: FeatureStatePatch][] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].flatMap((id) => {
    const patch = patchOf(before.get(id) ?? {}, after.get(id) ?? {});
    return Object.keys(patch).length > 0 ? [[id, patch] satisfies [string, FeatureStatePatch]] : [];
  });
}

function patchOf(before: FeatureState, after: FeatureState): FeatureStatePatch {
  const changed = Object.entries(after).filter(([key, value]) => before[key] !== value);
  const gone = Object.keys(before).filter((key) => !(key in after));
  return Object.fromEntries([...changed, ...gone.map((key) => [key, null])]);
}
