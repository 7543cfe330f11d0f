import type { StyleSpecification } from 'maplibre-gl';

const styles = import.meta.glob<{ default: StyleSpecification }>('../../geodata/basemap/style-dark.json', {
  eager: true,
});

/** A plain ground, for a checkout whose basemap has not been generated. */
const bareGround: StyleSpecification = {
  version: 8,
  sources: {},
  layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#0d1418' } }],
};

/** The district's dark basemap; archives are addressed from where the page was loaded. */
export function basemapStyle(origin: string): StyleSpecification {
  const [style] = Object.values(styles).map((module) => module.default);
  if (!style) return bareGround;
  const sources = Object.entries(style.sources).map(([id, source]) => {
    if (!('url' in source) || typeof source.url !== 'string') return [id, source];
    return [id, { ...source, url: absoluteArchive(source.url, origin) }];
  });
  return { ...style, sources: Object.fromEntries(sources) };
}

/** `pmtiles:///basemap/basemap.pmtiles` or `/basemap/…` → `pmtiles://http://host/basemap/…` */
export function absoluteArchive(url: string, origin: string): string {
  const path = url.replace(/^pmtiles:\/\//, '');
  return `pmtiles://${new URL(path, origin).href}`;
}
