import { useMap } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { useEffect } from 'react';
import { labelFields } from '../../geodata/basemap/label-fields.ts';
import { useRootScale } from '../platform/wall-scale.ts';
import { namedLayers } from './basemap-language.ts';
import { basemapStyle } from './basemap-style.ts';
import { type Size, scaledSize } from './scaled-size.ts';

const defaultTextSize = 16;

/** Writes the basemap's names in the interface's language and size, without loading the style again. */
export function BasemapLabels({ language }: { language: 'zh' | 'en' }) {
  const { current: map } = useMap();
  const scale = useRootScale();
  useEffect(() => {
    const instance = map?.getMap();
    if (!instance) return;
    const { layers } = basemapStyle(window.location.origin);
    const label = structuredClone(labelFields[language]) as unknown as ExpressionSpecification;
    for (const id of namedLayers(layers)) {
      const layer = layers.find((each) => each.id === id) as SymbolLayerSpecification;
      const size = (layer.layout?.['text-size'] ?? defaultTextSize) as Size;
      instance.setLayoutProperty(id, 'text-field', label);
      instance.setLayoutProperty(id, 'text-size', scaledSize(size, scale) as number);
    }
  }, [map, language, scale]);
  return null;
}
