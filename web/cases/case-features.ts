import type { Case } from '#contract/case.ts';
import type { PointFeature } from '../map/changed-features.ts';
import type { FeatureStates } from '../map/feature-states.ts';
import { stageOf } from '../map/map-colours.ts';
import { pinImageId } from '../map/pin-images.ts';

export interface PinProperties {
  pin: string;
  /** Higher lies on top: what machines found, then what nobody has taken. */
  rank: number;
  /** Found by a machine. */
  ai: boolean;
  /** Size when the whole district is in view. */
  far: number;
}

/** A case as a pin. */
export function caseFeature(item: Case): PointFeature<PinProperties> {
  const stage = stageOf(item.state);
  const fromAi = item.source === 'ai';
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: item.location },
    properties: {
      id: item.id,
      pin: pinImageId(item.scene ?? 'other', stage),
      rank: (fromAi ? 4 : 0) + (stage === 'new' ? 2 : 0),
      ai: fromAi,
      far: fromAi ? 0.9 : 0.5,
    },
  };
}

/** Pins of the hot cases; a case that did not change keeps its feature, so that the map need not hear of it. */
export function createCaseFeatures() {
  const made = new WeakMap<Case, PointFeature<PinProperties>>();
  return (cases: ReadonlyMap<string, Case>): ReadonlyMap<string, PointFeature<PinProperties>> => {
    const features = new Map<string, PointFeature<PinProperties>>();
    for (const [id, item] of cases) {
      const feature = made.get(item) ?? caseFeature(item);
      made.set(item, feature);
      features.set(id, feature);
    }
    return features;
  };
}

/** What the tiles must not draw: cases that the hot source draws, and those that ended since. */
export function hiddenInTiles(cases: ReadonlyMap<string, Case>, ended: ReadonlySet<string>): FeatureStates {
  const states = new Map<string, { hidden: true }>();
  for (const id of cases.keys()) states.set(id, { hidden: true });
  for (const id of ended) states.set(id, { hidden: true });
  return states;
}
