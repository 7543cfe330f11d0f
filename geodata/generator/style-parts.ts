import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
} from 'maplibre-gl';

/** Short words for what the layers of the style are made of. */
export const source = 'basemap';

export const at = (...stops: [zoom: number, value: number][]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.6], ['zoom'], ...stops.flat()] as ExpressionSpecification;
export const isOneOf = (key: string, ...values: string[]): ExpressionSpecification => [
  'in',
  ['get', key],
  ['literal', values],
];
export const fill = (
  id: string,
  layer: string,
  color: DataDrivenPropertyValueSpecification<string>,
  more: object = {},
): LayerSpecification => ({
  id,
  type: 'fill',
  source,
  'source-layer': layer,
  paint: { 'fill-color': color, 'fill-antialias': false },
  ...more,
});
