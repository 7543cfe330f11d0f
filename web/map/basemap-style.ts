import type { StyleSpecification } from 'maplibre-gl';
import darkStyle from '../../geodata/basemap/style-dark.json';

/** The county's name stands above the wall already, and would lie under the town's pins. */
const redundantLayers = new Set(['label-county']);

/** The district's dark basemap; archives are addressed from where the page was loaded. */
export function basemapStyle(origin: string): StyleSpecification {
  const style = darkStyle as unknown as StyleSpecification;
  const sources = Object.entries(style.sources).map(([id, source]) => {
    if (!('url' in source) || typeof source.url !== 'string') return [id, source];
    return [id, { ...source, url: absoluteArchive(source.url, origin) }];
  });
  const layers = style.layers.filter(({ id }) => !redundantLayers.has(id));
  return { ...style, sources: Object.fromEntries(sources), layers };
}

/** `pmtiles:///basemap/basemap.pmtiles` or `/basemap/…` → `pmtiles://http://host/basemap/…` */
export function absoluteArchive(url: string, origin: string): string {
  const path = url.replace(/^pmtiles:\/\//, '');
  return `pmtiles://${new URL(path, origin).href}`;
}
