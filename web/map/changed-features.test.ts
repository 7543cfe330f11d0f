import { describe, expect, it } from 'vitest';
import { changedFeatures, type PointFeature } from './changed-features.ts';

const point = (id: string, state = 'reported'): PointFeature<{ state: string }> => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [113, 30] },
  properties: { id, state },
});
const collection = (...features: PointFeature<{ state: string }>[]) =>
  new Map(features.map((f) => [f.properties.id, f]));

describe('changedFeatures', () => {
  it('replaces what changed, adds what is new, removes what is gone', () => {
    const same = point('same');
    const before = collection(same, point('changed'), point('gone'));
    const changed = point('changed', 'accepted');
    const fresh = point('fresh');
    const change = changedFeatures(before, collection(same, changed, fresh));
    expect(change).toEqual({ add: [changed, fresh], remove: ['changed', 'gone'] });
  });

  it('says that nothing changed', () => {
    const same = point('same');
    expect(changedFeatures(collection(same), collection(same))).toBeNull();
  });
});
