import type { LayerProps } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification } from 'maplibre-gl';
import { cameraColour, mapGround, mapInk } from '../map/map-colours.ts';
import { slots } from '../map/map-slots.tsx';

export const cameraSource = 'cameras';
export const cameraPointLayer = 'camera-point';
export const watchedCameraLayer = 'camera-watched';

const health: ExpressionSpecification = ['coalesce', ['feature-state', 'health'], ['get', 'state']];
const selected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];
const isWatched: ExpressionSpecification = ['get', 'watched'];
const colour = [
  'match',
  health,
  ...Object.entries(cameraColour).flat(),
  cameraColour.off,
] as unknown as ExpressionSpecification;

/** Cameras: thousands of quiet dots that come forward as one zooms in, and the watched ones always in view. */
export function cameraLayers(): LayerProps[] {
  return [
    {
      id: cameraPointLayer,
      type: 'circle',
      source: cameraSource,
      beforeId: slots.points,
      minzoom: 11.5,
      filter: ['!', isWatched],
      paint: {
        'circle-color': ['case', selected, mapInk, colour],
        'circle-radius': ['interpolate', ['exponential', 1.5], ['zoom'], 11.5, 0.8, 14, 1.8, 18, 5],
        'circle-opacity': ['interpolate', ['linear'], ['zoom'], 11.5, 0, 13, 0.5, 16, 0.9],
        'circle-stroke-width': ['case', selected, 2, 0],
        'circle-stroke-color': mapInk,
      },
    },
    {
      id: watchedCameraLayer,
      type: 'circle',
      source: cameraSource,
      beforeId: slots.points,
      filter: isWatched,
      paint: {
        'circle-color': mapGround,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2.6, 14, 4.5, 18, 7],
        'circle-stroke-width': ['case', selected, 3, 1.75],
        'circle-stroke-color': ['case', selected, mapInk, colour],
      },
    },
  ];
}
