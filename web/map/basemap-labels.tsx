import { useMap } from '@vis.gl/react-maplibre';
import type { ExpressionSpecification } from 'maplibre-gl';
import { useEffect } from 'react';
import { labelFields } from '../../geodata/basemap/label-fields.ts';
import { namedLayers } from './basemap-language.ts';

/** Writes the basemap's names in the interface's language, without loading the style again. */
export function BasemapLabels({ language }: { language: 'zh' | 'en' }) {
  const { current: map } = useMap();
  useEffect(() => {
    const instance = map?.getMap();
    if (!instance) return;
    const own = instance.getStyle().layers.filter((layer) => 'source' in layer && layer.source === 'basemap');
    for (const id of namedLayers(own))
      instance.setLayoutProperty(
        id,
        'text-field',
        structuredClone(labelFields[language]) as unknown as ExpressionSpecification,
      );
  }, [map, language]);
  return null;
}
