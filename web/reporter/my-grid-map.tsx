import { Layer, Source } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import type { Case } from '#contract/case.ts';
import type { GridCollection } from '#contract/grid.ts';
import { MapCanvas } from '../map/map-canvas.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { boundsOf } from './bounds-of.ts';
import { taskGroupOf } from './task-groups.ts';
import type { Position } from './use-position.ts';

const taskLayer = 'my-tasks';
const padding = { top: 24, bottom: 24, left: 24, right: 24 };
const accent = '#93d5d3';
const ground = '#0a0f12';

interface MyGridMapProps {
  grids: GridCollection;
  tasks: readonly Case[];
  position: Position;
  onChoose(caseId: string): void;
}

/** One's own grid with what there is to do in it, and where one stands. */
export default function MyGridMap({ grids, tasks, position, onChoose }: MyGridMapProps) {
  const { t, language } = useWords();
  const points = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features: tasks.map((item) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: item.location },
        properties: { id: item.id, group: taskGroupOf(item) },
      })),
    }),
    [tasks],
  );
  const here = useMemo(
    (): FeatureCollection => ({
      type: 'FeatureCollection',
      features:
        position.state === 'known'
          ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: position.location }, properties: {} }]
          : [],
    }),
    [position],
  );
  const bounds = boundsOf(grids);
  if (!bounds) return null;
  return (
    <div className="relative h-72 overflow-hidden rounded-md border border-line">
      <MapCanvas
        label={t('report.myGrid')}
        language={language}
        bounds={bounds}
        padding={padding}
        interactiveLayers={[taskLayer]}
        onClick={({ features }) => {
          const id = features?.[0]?.properties.id;
          if (typeof id === 'string') onChoose(id);
        }}
        onHover={() => undefined}
        failed={(reason) => <p className="p-4 text-soft">{t('map.failed', { reason })}</p>}
      >
        <Source id="my-grid" type="geojson" data={grids as FeatureCollection}>
          <Layer id="my-grid-fill" type="fill" paint={{ 'fill-color': accent, 'fill-opacity': 0.08 }} />
          <Layer id="my-grid-line" type="line" paint={{ 'line-color': accent, 'line-width': 2 }} />
        </Source>
        <Source id={taskLayer} type="geojson" data={points}>
          <Layer
            id={taskLayer}
            type="circle"
            paint={{
              'circle-radius': 9,
              'circle-color': ['match', ['get', 'group'], 'handle', '#ff5b3e', 'check', '#f4b545', '#a9b7b9'],
              'circle-stroke-color': ground,
              'circle-stroke-width': 2,
            }}
          />
        </Source>
        <Source id="here" type="geojson" data={here}>
          <Layer
            id="here"
            type="circle"
            paint={{
              'circle-radius': 7,
              'circle-color': '#4aa3ff',
              'circle-stroke-color': '#ffffff',
              'circle-stroke-width': 3,
            }}
          />
        </Source>
      </MapCanvas>
    </div>
  );
}
