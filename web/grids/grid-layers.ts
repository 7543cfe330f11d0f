import type { LayerProps } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification } from 'maplibre-gl';
import { gridLoadSteps, mapGround, mapInk } from '../map/map-colours.ts';
import { slots } from '../map/map-slots.tsx';

export const gridSource = 'grids';
export const gridLabelSource = 'grid-labels';
export const gridFillLayer = 'grid-fill';

const load: ExpressionSpecification = ['coalesce', ['feature-state', 'load'], 0];
const state = (name: string): ExpressionSpecification => ['boolean', ['feature-state', name], false];

function byLoad<Value extends string | number>(
  value: (step: (typeof gridLoadSteps)[number]) => Value,
): ExpressionSpecification {
  const [first, ...rest] = gridLoadSteps;
  return [
    'step',
    load,
    value(first),
    ...rest.flatMap((step) => [step.from, value(step)]),
  ] as unknown as ExpressionSpecification;
}

/** Grids: coloured by open load, outlined and named the closer one looks, the chosen one standing out. */
export function gridLayers(language: 'zh' | 'en', scale = 1): LayerProps[] {
  return [
    {
      id: gridFillLayer,
      type: 'fill',
      source: gridSource,
      beforeId: slots.areas,
      paint: {
        'fill-color': ['case', state('selected'), mapInk, byLoad((step) => step.colour)],
        'fill-opacity': ['case', state('selected'), 0.06, byLoad((step) => step.opacity)],
      },
    },
    {
      id: 'grid-line',
      type: 'line',
      source: gridSource,
      beforeId: slots.areas,
      paint: {
        'line-color': ['case', state('selected'), mapInk, '#8fb4b8'],
        'line-width': ['case', state('selected'), 2.25, 0.75],
        'line-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          9,
          ['case', state('selected'), 1, 0.1],
          12,
          ['case', state('selected'), 1, 0.22],
          15,
          ['case', state('selected'), 1, 0.4],
        ],
      },
    },
    {
      id: 'grid-code',
      type: 'symbol',
      source: gridLabelSource,
      beforeId: slots.points,
      minzoom: 13.5,
      layout: {
        'text-field': [
          'format',
          ['get', language === 'en' ? 'nameEn' : 'name'],
          {},
          '\n',
          {},
          ['get', 'code'],
          { 'font-scale': 0.8 },
        ],
        'text-size': 12 * scale,
        'text-padding': 24,
        'text-max-width': 14,
      },
      paint: {
        'text-color': '#8ba3a7',
        'text-halo-color': mapGround,
        'text-halo-width': 1.2,
        'text-opacity': 0.9,
      },
    },
  ];
}
