import type { GridCollection } from '#contract/grid.ts';
import { featureKey } from '../map/feature-key.ts';
import type { FeatureStates } from '../map/feature-states.ts';

/** What every grid's layer reads: its open load now (as loaded, plus what happened since), and whether it is chosen. */
export function gridStates(
  grids: GridCollection,
  loadChange: ReadonlyMap<string, number>,
  selected: string | null,
): FeatureStates {
  const states = new Map<string, { load: number; selected?: true }>();
  for (const { properties } of grids.features) {
    const key = featureKey(properties.code);
    const load = Math.max(0, properties.openCases + (loadChange.get(properties.code) ?? 0));
    if (properties.code === selected) states.set(key, { load, selected: true });
    else if (load > 0) states.set(key, { load });
  }
  return states as FeatureStates;
}
