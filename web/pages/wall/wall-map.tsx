import type { MapLayerMouseEvent } from '@vis.gl/react-maplibre';
import { useMemo, useState } from 'react';
import type { WallSnapshot } from '#contract/wall-events.ts';
import { CamerasOnMap } from '../../cameras/cameras-on-map.tsx';
import { viewLayers } from '../../cameras/view-layers.ts';
import { caseDeckLayers } from '../../cases/case-deck-layers.ts';
import { CasesOnMap } from '../../cases/cases-on-map.tsx';
import { GridsOnMap } from '../../grids/grids-on-map.tsx';
import { DeckOverlay } from '../../map/deck-overlay.tsx';
import { MapCanvas } from '../../map/map-canvas.tsx';
import { MapControls } from '../../map/map-controls.tsx';
import { FlyTo } from '../../map/use-fly-to.ts';
import { useWallStore } from '../../platform/live/wall-store.ts';
import { useRootScale } from '../../platform/wall-scale.ts';
import { useWords } from '../../platform/words/use-words.ts';
import { flightTarget } from './flight-target.ts';
import { interactiveLayers, pickedOnMap } from './picked-on-map.ts';
import type { WallData } from './use-wall-data.ts';

interface WallMapProps {
  data: WallData;
  district: WallSnapshot['district'];
  homeCount: number;
  /** Pixels at the bottom that a sheet covers. */
  coveredBelow: number;
  onHome(): void;
}

/** The district: grids, cameras with their views, cases, and a view that follows what is chosen. */
export function WallMap({ data, district, homeCount, coveredBelow, onHome }: WallMapProps) {
  const { t, language } = useWords();
  const generation = useWallStore((store) => store.generation);
  const scale = useRootScale();
  const [hovered, setHovered] = useState<string | null>(null);
  const { wall, selection, cameras, grids, item, witness, camera } = data;
  const margin = 48 * scale;
  const padding = { top: margin * 1.6, left: margin, right: margin, bottom: margin + coveredBelow };

  const layers = useMemo(() => {
    const hoveredCamera = hovered ? cameras.byCode.get(hovered) : undefined;
    const focused = [camera, hoveredCamera].filter((each) => each != null);
    return [
      ...viewLayers({ watched: cameras.watched, focused, alerting: witness }),
      ...caseDeckLayers(item, witness?.location ?? null),
    ];
  }, [cameras.watched, cameras.byCode, hovered, camera, witness, item]);

  const onClick = ({ features, target, lngLat }: MapLayerMouseEvent) => {
    const picked = pickedOnMap(features);
    if (picked.kind === 'case') selection.chooseCase(picked.id);
    else if (picked.kind === 'cluster') target.easeTo({ center: lngLat, zoom: target.getZoom() + 1.5 });
    else if (picked.kind === 'camera') selection.chooseCamera(picked.code);
    else
      selection.chooseGrid(picked.kind === 'grid' && picked.code !== selection.gridCode ? picked.code : null);
  };
  const onHover = ({ features, target }: MapLayerMouseEvent) => {
    const picked = pickedOnMap(features);
    setHovered(picked.kind === 'camera' ? picked.code : null);
    target.getCanvas().style.cursor = picked.kind === 'nothing' || picked.kind === 'grid' ? '' : 'pointer';
  };
  return (
    <MapCanvas
      label={t('map.label')}
      language={language}
      bounds={district.bounds}
      padding={padding}
      interactiveLayers={interactiveLayers}
      onClick={onClick}
      onHover={onHover}
      failed={(reason) => (
        <p className="grid h-full place-items-center p-8 text-center text-soft">
          {t('map.failed', { reason })}
        </p>
      )}
    >
      {grids.data && (
        <GridsOnMap
          grids={grids.data}
          loadChange={wall.gridLoadChange}
          selected={selection.gridCode ?? item?.gridCode ?? null}
          language={language}
        />
      )}
      {cameras.data && (
        <CamerasOnMap
          cameras={cameras.data}
          health={wall.cameraHealth}
          selected={selection.cameraCode ?? witness?.code ?? null}
        />
      )}
      <CasesOnMap
        cases={wall.cases}
        ended={wall.ended}
        selectedId={selection.caseId}
        scale={scale}
        openCases={wall.counters.openCases}
        generation={generation}
      />
      <DeckOverlay layers={layers} />
      <FlyTo
        target={flightTarget({ item, witness, camera, homeCount, bounds: district.bounds })}
        padding={padding}
      />
      <MapControls onHome={onHome} />
    </MapCanvas>
  );
}
