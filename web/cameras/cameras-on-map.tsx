import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import type { CameraCollection, CameraHealth } from '#contract/camera.ts';
import type { FeatureStates } from '../map/feature-states.ts';
import { useFeatureStates } from '../map/use-feature-states.ts';
import { cameraFeatures, cameraStates } from './camera-features.ts';
import { cameraLayers, cameraSource } from './camera-layers.ts';

interface CamerasOnMapProps {
  cameras: CameraCollection;
  health: ReadonlyMap<string, CameraHealth>;
  selected: string | null;
}

const layers = cameraLayers();

/** The cameras of the district, coloured by health. */
export function CamerasOnMap({ cameras, health, selected }: CamerasOnMapProps) {
  const data = useMemo(() => cameraFeatures(cameras), [cameras]);
  const states = useMemo(() => cameraStates(health, selected), [health, selected]);
  return (
    <Source id={cameraSource} type="geojson" data={data} promoteId="key">
      {layers.map((layer) => (
        <Layer key={layer.id} {...layer} />
      ))}
      <CameraStates states={states} />
    </Source>
  );
}

/** A child of the source, so that the source stands before its states are written. */
function CameraStates({ states }: { states: FeatureStates }) {
  useFeatureStates(cameraSource, states);
  return null;
}
