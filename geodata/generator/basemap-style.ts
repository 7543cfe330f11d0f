import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import { labelFields } from '../basemap/label-fields.ts';
import type { Palette } from './basemap-palettes.ts';

/** A MapLibre style of the basemap in one palette; it needs no fonts, sprites or tiles from outside. */
const fonts = ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];
const bold = ['Noto Sans CJK SC Bold', 'PingFang SC Bold', 'Microsoft YaHei Bold', 'sans-serif'];
const source = 'basemap';

const at = (...stops: [zoom: number, value: number][]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.6], ['zoom'], ...stops.flat()] as ExpressionSpecification;
const isOneOf = (key: string, ...values: string[]): ExpressionSpecification => [
  'in',
  ['get', key],
  ['literal', values],
];
const fill = (
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

function roadLayers(p: Palette): LayerSpecification[] {
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

function labelLayers(p: Palette): LayerSpecification[] {
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

export function basemapStyle(name: string, p: Palette): StyleSpecification {
  const landuse = (id: string, kinds: string[], color: string, minzoom = 8): LayerSpecification =>
    fill(`landuse-${id}`, 'landuse', color, { minzoom, filter: isOneOf('kind', ...kinds) });
  return {
    version: 8,
    name,
    sources: { [source]: { type: 'vector', url: 'pmtiles:///basemap/basemap.pmtiles' } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': p.beyond } },
      fill('county', 'outside', p.ground, { filter: isOneOf('kind', 'county') }),
      landuse('field', ['field'], p.field, 12),
      landuse('paddy', ['paddy'], p.paddy, 12),
      landuse('orchard', ['orchard'], p.orchard, 12),
      {
        id: 'field-edge',
        type: 'line',
        source,
        'source-layer': 'landuse',
        minzoom: 13,
        filter: isOneOf('kind', 'field', 'paddy', 'orchard'),
        paint: { 'line-color': p.ground, 'line-width': at([13, 0.6], [17, 3]) },
      },
      landuse('urban', ['urban'], p.urban),
      landuse('village', ['village'], p.village, 11),
      landuse('residential', ['residential'], p.residential, 12),
      landuse('commercial', ['commercial'], p.commercial, 12),
      landuse('industrial', ['industrial'], p.industrial, 12),
      landuse('civic', ['civic'], p.civic, 12),
      landuse('wood', ['wood'], p.wood),
      landuse('park', ['park'], p.park, 11),
      {
        id: 'contour',
        type: 'line',
        source,
        'source-layer': 'contour',
        minzoom: 11,
        paint: {
          'line-color': p.contour,
          'line-width': ['match', ['%', ['get', 'height'], 80], 60, 1.1, 0.6],
        },
      },
      {
        id: 'waterway',
        type: 'line',
        source,
        'source-layer': 'waterway',
        paint: {
          'line-color': p.water,
          'line-width': [
            'interpolate',
            ['linear'],
            ['zoom'],
            8,
            ['match', ['get', 'kind'], 'river', 2, 0.8],
            12,
            ['match', ['get', 'kind'], 'river', 4, 1.6],
          ],
        },
      },
      fill('water', 'water', p.water, { paint: { 'fill-color': p.water } }),
      {
        id: 'water-edge',
        type: 'line',
        source,
        'source-layer': 'water',
        minzoom: 12,
        paint: { 'line-color': p.waterEdge, 'line-width': 0.8 },
      },
      ...roadLayers(p),
      fill('building', 'building', p.building, {
        minzoom: 13.5,
        paint: {
          'fill-color': p.building,
          'fill-outline-color': p.buildingEdge,
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0.4, 15, 1],
        },
      }),
      {
        id: 'boundary-community',
        type: 'line',
        source,
        'source-layer': 'boundary',
        minzoom: 12.5,
        filter: isOneOf('level', 'community'),
        paint: { 'line-color': p.community, 'line-width': 0.9, 'line-dasharray': [3, 3] },
      },
      {
        id: 'boundary-township',
        type: 'line',
        source,
        'source-layer': 'boundary',
        minzoom: 9,
        filter: isOneOf('level', 'township'),
        paint: {
          'line-color': p.township,
          'line-width': at([9, 0.8], [15, 2]),
          'line-dasharray': [5, 2, 1.5, 2],
        },
      },
      fill('beyond', 'outside', p.beyond, {
        filter: isOneOf('kind', 'beyond'),
        paint: { 'fill-color': p.beyond, 'fill-opacity': 0.72 },
      }),
      {
        id: 'boundary-county-glow',
        type: 'line',
        source,
        'source-layer': 'boundary',
        filter: isOneOf('level', 'county'),
        paint: {
          'line-color': p.county,
          'line-width': at([8, 5], [14, 14]),
          'line-opacity': 0.16,
          'line-blur': 4,
        },
      },
      {
        id: 'boundary-county',
        type: 'line',
        source,
        'source-layer': 'boundary',
        filter: isOneOf('level', 'county'),
        paint: { 'line-color': p.county, 'line-width': at([8, 1.2], [14, 2.6]) },
      },
      ...labelLayers(p),
    ],
  };
}
