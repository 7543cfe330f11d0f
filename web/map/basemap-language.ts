import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';

/** The label expression of a language: its own name first, the other where it is missing. */
export const labelIn = (language: 'zh' | 'en'): ExpressionSpecification =>
  language === 'en'
    ? ['coalesce', ['get', 'nameEn'], ['get', 'name']]
    : ['coalesce', ['get', 'name'], ['get', 'nameEn']];

/** Layers of the basemap whose text is a place's name, and so changes with the language. */
export function namedLayers(layers: readonly LayerSpecification[]): string[] {
  return layers.flatMap((layer) => {
    if (layer.type !== 'symbol') return [];
    const field = layer.layout?.['text-field'];
    return field !== undefined && JSON.stringify(field).includes('name') ? [layer.id] : [];
  });
}
