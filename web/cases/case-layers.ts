import type { LayerProps } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification } from 'maplibre-gl';
import { mapGround, mapInk, stageColour } from '../map/map-colours.ts';
import { slots } from '../map/map-slots.tsx';

export const caseTileSource = 'case-tiles';
export const hotCaseSource = 'case-hot';
export const caseTileLayer = 'case-tile-point';
export const caseClusterLayer = 'case-tile-cluster';
export const hotCaseLayer = 'case-pin';

const stage: ExpressionSpecification = [
  'match',
  ['coalesce', ['feature-state', 'state'], ['get', 'state'], ''],
  ['feedback', 'checked'],
  stageColour.finishing,
  stageColour.working,
];
/** A case that the hot source draws, or that ended since the tile was made, leaves its tile empty. */
const shown: ExpressionSpecification = ['case', ['boolean', ['feature-state', 'hidden'], false], 0, 0.85];

/** The many: circles from vector tiles, whatever their number, counted together when far away. */
export function caseTileLayers(): LayerProps[] {
  return [
    {
      id: caseClusterLayer,
      type: 'circle',
      source: caseTileSource,
      beforeId: slots.pins,
      'source-layer': 'cases',
      filter: ['!', ['has', 'id']],
      paint: {
        'circle-color': '#16282c',
        'circle-opacity': 0.85,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 7, 40, 24],
        'circle-stroke-color': stageColour.working,
        'circle-stroke-opacity': 0.5,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'case-tile-count',
      type: 'symbol',
      source: caseTileSource,
      beforeId: slots.pins,
      'source-layer': 'cases',
      filter: ['!', ['has', 'id']],
      layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 11, 'text-allow-overlap': true },
      paint: { 'text-color': mapInk },
    },
    {
      id: caseTileLayer,
      type: 'circle',
      source: caseTileSource,
      beforeId: slots.pins,
      'source-layer': 'cases',
      filter: ['has', 'id'],
      paint: {
        'circle-color': stage,
        'circle-opacity': shown,
        'circle-stroke-opacity': shown,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 2.5, 15, 5],
        'circle-stroke-color': mapGround,
        'circle-stroke-width': 1,
      },
    },
  ];
}

export interface HotCaseView {
  selectedId: string | null;
  /** Pins grow with the wall's type. */
  scale: number;
  /** Far away, the tiles count what people reported: their pins give way. */
  clustered: boolean;
}

/** Below this zoom the tiles count cases together. */
const clusterBelowZoom = 11;

/** What is new or at hand: at most a thousand real pins, unacknowledged ones on top. */
export function hotCaseLayers({ selectedId, scale, clustered }: HotCaseView): LayerProps[] {
  const chosen: ExpressionSpecification = ['==', ['get', 'id'], selectedId ?? ''];
  return [
    {
      id: hotCaseLayer,
      type: 'symbol',
      source: hotCaseSource,
      beforeId: slots.pins,
      layout: {
        'icon-image': ['get', 'pin'],
        'icon-anchor': 'bottom',
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          9,
          ['*', scale, ['get', 'far']],
          14,
          ['case', chosen, 1.3 * scale, scale],
        ],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['case', chosen, 1000, ['get', 'rank']],
      },
      paint: clustered
        ? {
            'icon-opacity': ['step', ['zoom'], ['case', chosen, 1, ['get', 'ai'], 1, 0], clusterBelowZoom, 1],
          }
        : {},
    },
  ];
}
