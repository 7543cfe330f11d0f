import { describe, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import { slots } from '../map/map-slots.tsx';
import { caseDeckLayers } from './case-deck-layers.ts';
import { caseFeature, createCaseFeatures, hiddenInTiles } from './case-features.ts';
import { caseTileLayers, hotCaseLayers } from './case-layers.ts';

const item = (values: Partial<Case>) =>
  ({
    id: 'a',
    source: 'ai',
    scene: 'fire-lane',
    state: 'reported',
    location: [113, 30],
    uncertainty: null,
    ...values,
  }) as Case;
const length = (layer: { props: { data?: unknown } }) => (layer.props.data as { length: number }).length;

describe('caseFeature', () => {
  it('shows type by shape and state by colour', () => {
    expect(caseFeature(item({})).properties.pin).toBe('pin/fire-lane/new');
    expect(caseFeature(item({ scene: null, source: 'hotline', state: 'dispatched' })).properties.pin).toBe(
      'pin/other/working',
    );
    expect(caseFeature(item({ state: 'checked' })).properties.pin).toBe('pin/fire-lane/finishing');
  });

  it('puts what machines found on top, unacknowledged first', () => {
    const rank = (values: Partial<Case>) => caseFeature(item(values)).properties.rank;
    expect(rank({})).toBeGreaterThan(rank({ state: 'accepted' }));
    expect(rank({ state: 'accepted' })).toBeGreaterThan(rank({ source: 'staff' }));
  });

  it('makes a feature once for a case that does not change', () => {
    const toFeatures = createCaseFeatures();
    const one = item({});
    expect(toFeatures(new Map([['a', one]])).get('a')).toBe(toFeatures(new Map([['a', one]])).get('a'));
    expect(toFeatures(new Map([['a', { ...one }]])).get('a')).not.toBe(
      toFeatures(new Map([['a', one]])).get('a'),
    );
  });
});

describe('case layers', () => {
  it('leave out of the tiles what is hot or has ended', () => {
    expect([...hiddenInTiles(new Map([['a', item({})]]), new Set(['b'])).keys()]).toEqual(['a', 'b']);
    expect(JSON.stringify(caseTileLayers())).toContain('["feature-state","hidden"]');
  });

  it('enlarge and raise the chosen pin only', () => {
    expect(JSON.stringify(hotCaseLayers({ selectedId: 'x', scale: 1, clustered: false }))).toContain(
      '["==",["get","id"],"x"]',
    );
  });
});

describe('far away', () => {
  it('pins of what people reported give way to the tiles’ counts, where there are any', () => {
    const paint = (clustered: boolean) =>
      JSON.stringify(hotCaseLayers({ selectedId: null, scale: 1, clustered }));
    expect(paint(true)).toContain('icon-opacity');
    expect(paint(false)).not.toContain('icon-opacity');
  });
});

describe('caseDeckLayers', () => {
  it('draws nothing without a case', () => {
    expect(caseDeckLayers(null, [113, 30]).map(length)).toEqual([0, 0, 0]);
  });

  it('draws the uncertainty and the line of sight of a case that a camera saw', () => {
    const seen = item({ uncertainty: { majorMetres: 20, minorMetres: 4, bearingDegrees: 10 } });
    expect(caseDeckLayers(seen, [113.01, 30]).map(length)).toEqual([1, 1, 1]);
  });

  it('lies beneath the pins, whose colour says what they are', () => {
    for (const { props } of caseDeckLayers(null, null))
      expect(props).toMatchObject({ beforeId: slots.points });
  });
});
