import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Palette } from './basemap-palettes.ts';
import { labelLayers } from './style-labels.ts';
import { at, fill, isOneOf, source } from './style-parts.ts';
import { roadLayers } from './style-roads.ts';

/** A MapLibre style of the basemap in one palette; it needs no fonts, sprites or tiles from outside. */
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
