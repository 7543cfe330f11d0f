import type { LayerSpecification } from 'maplibre-gl';

/** Layers of the basemap whose text is a place's name, and so changes with the language. */
export function namedLayers(layers: readonly LayerSpecification[]): string[] {
  return layers.flatMap((layer) => {
    if (layer.type !== 'symbol') return [];
    const field = layer.layout?.['text-field'];
    return field !== undefined && JSON.stringify(field).includes('name') ? [layer.id] : [];
  });
}
