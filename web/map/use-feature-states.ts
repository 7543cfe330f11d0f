import { useMap } from '@vis.gl/react-maplibre';
import { useEffect, useRef } from 'react';
import { changedStates, type FeatureStates } from './feature-states.ts';

const none: FeatureStates = new Map();

/** Keeps the feature states of a source as given: one frame for a hundred thousand features, no data sent again. */
export function useFeatureStates(source: string, states: FeatureStates, sourceLayer?: string): void {
  const { current: map } = useMap();
  const applied = useRef<FeatureStates>(none);
  useEffect(() => {
    const instance = map?.getMap();
    if (!instance) return;
    const target = (id: string) => ({ source, id, ...(sourceLayer ? { sourceLayer } : {}) });
    const apply = () => {
      if (!instance.getSource(source)) return;
      for (const [id, patch] of changedStates(applied.current, states))
        instance.setFeatureState(target(id), patch);
      applied.current = states;
    };
    apply();
    if (applied.current === states) return;
    instance.on('styledata', apply);
    return () => {
      instance.off('styledata', apply);
    };
  }, [map, source, sourceLayer, states]);
}
