import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './basemap-palettes.ts';
import { at, isOneOf, source } from './style-parts.ts';

/** Roads by class, each with a dark edge from zoom 12, and the railway. */
export function roadLayers(p: Palette): LayerSpecification[] {
  const widths: [string, string[], string, ExpressionSpecification, number][] = [
    ['track', ['track'], p.track, at([14, 0.6], [18, 4]), 14],
    ['lane', ['lane'], p.minor, at([14, 0.7], [16, 3], [18, 9]), 14],
    ['residential', ['residential'], p.minor, at([13, 0.6], [16, 5], [18, 14]), 13],
    ['tertiary', ['tertiary'], p.minor, at([11, 0.5], [14, 2], [16, 7], [18, 19]), 12],
    ['secondary', ['secondary'], p.secondary, at([10, 0.6], [13, 2], [16, 10], [18, 28]), 10],
    ['primary', ['primary'], p.primary, at([9, 0.8], [13, 2.8], [16, 13], [18, 34]), 9],
    ['trunk', ['trunk'], p.trunk, at([8, 0.9], [13, 3.2], [16, 14], [18, 36]), 8],
    ['motorway', ['motorway'], p.motorway, at([8, 1.1], [13, 3.6], [16, 15], [18, 38]), 8],
  ];
  const line = (
    id: string,
    classes: string[],
    color: string,
    width: ExpressionSpecification,
    minzoom: number,
    extra: object = {},
  ): LayerSpecification => ({
    id,
    type: 'line',
    source,
    'source-layer': 'road',
    minzoom,
    filter: isOneOf('class', ...classes),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': width, ...extra },
  });
  const wider = (width: ExpressionSpecification): ExpressionSpecification =>
    (width as unknown[]).map((part, i) =>
      i >= 4 && i % 2 === 0 ? (part as number) * 1.18 + 1.2 : part,
    ) as unknown as ExpressionSpecification;
  const cased = widths.filter(([id]) => id !== 'track');
  return [
    ...cased.map(([id, classes, , width, minzoom]) =>
      line(`road-${id}-case`, classes, p.roadCase, wider(width), Math.max(minzoom, 12)),
    ),
    ...widths.map(([id, classes, color, width, minzoom]) =>
      line(`road-${id}`, classes, color, width, minzoom, id === 'track' ? { 'line-dasharray': [3, 2] } : {}),
    ),
    line('rail', ['rail'], p.rail, at([9, 0.7], [14, 1.6], [18, 5]), 9),
    {
      id: 'rail-ties',
      type: 'line',
      source,
      'source-layer': 'road',
      minzoom: 13,
      filter: isOneOf('class', 'rail'),
      paint: { 'line-color': p.rail, 'line-width': at([13, 3], [18, 12]), 'line-dasharray': [0.25, 2.2] },
    },
  ];
}
