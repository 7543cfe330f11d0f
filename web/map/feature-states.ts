/** What a layer's expressions read with `['feature-state', …]`. */
export type FeatureState = Record<string, string | number | boolean>;
export type FeatureStates = ReadonlyMap<string, FeatureState>;

/** Which features' states have to be written, and which removed, to get from one set to the next. */
export function changedStates(before: FeatureStates, after: FeatureStates) {
  const written: [string, FeatureState][] = [];
  for (const [id, state] of after) {
    const known = before.get(id);
    if (!known || !sameState(known, state)) written.push([id, state]);
  }
  const removed = [...before.keys()].filter((id) => !after.has(id));
  return { written, removed };
}

function sameState(a: FeatureState, b: FeatureState): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
