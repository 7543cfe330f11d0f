import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { namedLayers } from './basemap-language.ts';
import { absoluteArchive, basemapStyle } from './basemap-style.ts';

describe('basemap', () => {
  it('finds its archive beside the page, wherever that was loaded from', () => {
    expect(absoluteArchive('pmtiles:///basemap/basemap.pmtiles', 'https://wall.example:8443')).toBe(
      'pmtiles://https://wall.example:8443/basemap/basemap.pmtiles',
    );
    expect(JSON.stringify(basemapStyle('http://localhost:8080').sources)).toContain(
      '"pmtiles://http://localhost:8080/basemap/basemap.pmtiles"',
    );
  });

  it('asks nothing of a server outside: no glyphs, no sprite', () => {
    const style = basemapStyle('http://localhost:8080');
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
  });

  it('changes the language only of layers that show names', () => {
    const layer = (id: string, field: unknown) => ({ id, type: 'symbol', layout: { 'text-field': field } });
    const layers = [
      layer('town', ['get', 'name']),
      layer('count', ['get', 'count']),
      { id: 'ground', type: 'background' },
    ];
    expect(namedLayers(layers as LayerSpecification[])).toEqual(['town']);
    expect(namedLayers(basemapStyle('http://x').layers).length).toBeGreaterThan(5);
  });
});
