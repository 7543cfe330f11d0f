import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { labelFields } from '../basemap/label-fields.ts';
import type { Palette } from './basemap-palettes.ts';
import { at, isOneOf, source } from './style-parts.ts';

const fonts = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];
const bold = ['Noto Sans CJK SC Bold', 'PingFang SC Bold', 'Microsoft YaHei Bold', 'sans-serif'];
/** Names of waters, roads and places, the grandest last so that they win the room. */
export function labelLayers(p: Palette): LayerSpecification[] {
  const text = labelFields.zh;
  const halo = { 'text-halo-color': p.halo, 'text-halo-width': 1.4 };
  const place = (
    id: string,
    kinds: string[],
    minzoom: number,
    maxzoom: number,
    size: ExpressionSpecification,
    color: string,
    font: string[],
    extra: object = {},
  ): LayerSpecification => ({
    id,
    type: 'symbol',
    source,
    'source-layer': 'place',
    minzoom,
    maxzoom,
    filter: isOneOf('kind', ...kinds),
    layout: {
      'text-field': text,
      'text-font': font,
      'text-size': size,
      'text-padding': 6,
      'text-max-width': 9,
      ...extra,
    },
    paint: { 'text-color': color, ...halo },
  });
  return [
    {
      id: 'label-waterway',
      type: 'symbol',
      source,
      'source-layer': 'waterway',
      minzoom: 11,
      layout: {
        'symbol-placement': 'line',
        'text-field': text,
        'text-font': fonts,
        'text-size': at([11, 11], [16, 15]),
        'text-letter-spacing': 0.25,
        'symbol-spacing': 520,
      },
      paint: { 'text-color': p.waterLabel, ...halo },
    },
    place('label-lake', ['lake'], 11, 24, at([11, 11], [16, 15]), p.waterLabel, fonts),
    {
      id: 'label-road-minor',
      type: 'symbol',
      source,
      'source-layer': 'road',
      minzoom: 15,
      filter: isOneOf('class', 'tertiary', 'residential', 'lane'),
      layout: {
        'symbol-placement': 'line',
        'text-field': text,
        'text-font': fonts,
        'text-size': 11,
        'symbol-spacing': 380,
        'text-padding': 4,
      },
      paint: { 'text-color': p.labelFaint, ...halo },
    },
    {
      id: 'label-road',
      type: 'symbol',
      source,
      'source-layer': 'road',
      minzoom: 13,
      filter: isOneOf('class', 'secondary', 'primary', 'trunk', 'motorway', 'rail'),
      layout: {
        'symbol-placement': 'line',
        'text-field': text,
        'text-font': fonts,
        'text-size': at([13, 11], [17, 14]),
        'symbol-spacing': 420,
        'text-letter-spacing': 0.05,
      },
      paint: { 'text-color': p.roadLabel, ...halo },
    },
    place('label-spot', ['park', 'market'], 14.5, 24, at([14, 11], [17, 13]), p.parkLabel, fonts),
    place('label-village', ['village'], 12.4, 24, at([12, 11], [16, 14]), p.labelFaint, fonts),
    place('label-community', ['community'], 13.4, 24, at([13, 11.5], [17, 15]), p.labelQuiet, fonts),
    place('label-subdistrict', ['street'], 11.6, 15, at([11, 12], [14, 17]), p.label, fonts, {
      'text-letter-spacing': 0.08,
    }),
    place(
      'label-township',
      ['town', 'rural-township'],
      9,
      16,
      at([9, 12], [12, 16], [15, 21]),
      p.label,
      fonts,
      { 'text-letter-spacing': 0.08 },
    ),
    place('label-county', ['county'], 8, 11.6, at([8, 15], [11, 24]), p.label, bold, {
      'text-letter-spacing': 0.3,
    }),
  ];
}
