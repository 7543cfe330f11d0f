import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import type { GridCollection } from '#contract/grid.ts';
import { useFeatureStates } from '../map/use-feature-states.ts';
import { useRootScale } from '../platform/wall-scale.ts';
import { gridLabels, gridShapes } from './grid-features.ts';
import { gridLabelSource, gridLayers, gridSource } from './grid-layers.ts';
import { gridStates } from './grid-states.ts';

interface GridsOnMapProps {
  grids: GridCollection;
  loadChange: ReadonlyMap<string, number>;
  selected: string | null;
  language: 'zh' | 'en';
}

/** The grids of the district; their load changes without sending their shapes again. */
export function GridsOnMap({ grids, loadChange, selected, language }: GridsOnMapProps) {
  const scale = useRootScale();
  const layers = useMemo(() => gridLayers(language, scale), [language, scale]);
  const states = useMemo(() => gridStates(grids, loadChange, selected), [grids, loadChange, selected]);
  const shapes = useMemo(() => gridShapes(grids), [grids]);
  const labels = useMemo(() => gridLabels(grids), [grids]);
  const mounted = (source: string) =>
    layers
      .filter((layer) => 'source' in layer && layer.source === source)
      .map((layer) => <Layer key={layer.id} {...layer} />);
  return (
    <>
      <Source id={gridSource} type="geojson" data={shapes} promoteId="key" tolerance={0.2}>
        {mounted(gridSource)}
        <GridStates states={states} />
      </Source>
      <Source id={gridLabelSource} type="geojson" data={labels}>
        {mounted(gridLabelSource)}
      </Source>
    </>
  );
}

/** A child of the source, so that the source stands before its states are written. */
function GridStates({ states }: { states: ReturnType<typeof gridStates> }) {
  useFeatureStates(gridSource, states);
  return null;
}
