import 'maplibre-gl/dist/maplibre-gl.css';
import { type MapLayerMouseEvent, Map as MapLibre, type MapRef } from '@vis.gl/react-maplibre';
import type { PaddingOptions } from 'maplibre-gl';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { BasemapLabels } from './basemap-labels.tsx';
import { basemapStyle } from './basemap-style.ts';
import { MapSlots } from './map-slots.tsx';
import { startMaplibre } from './start-maplibre.ts';

export interface MapCanvasProps {
  label: string;
  language: 'zh' | 'en';
  /** `[west, south, east, north]` that the first view shows. */
  bounds: [number, number, number, number];
  /** What panels cover, in pixels: the view centres on what is left. */
  padding: PaddingOptions;
  /** Layers that answer to the pointer. */
  interactiveLayers: string[];
  onClick(event: MapLayerMouseEvent): void;
  onHover(event: MapLayerMouseEvent): void;
  failed(reason: string): ReactNode;
  children: ReactNode;
}

/** Sharp up to an 8K wall: MapLibre would silently draw at half size beyond 4096 pixels. */
const maxCanvasSize: [number, number] = [8192, 8192];

startMaplibre();

/** The map itself; what stands on it are its children. */
export function MapCanvas(props: MapCanvasProps) {
  const style = useMemo(() => basemapStyle(window.location.origin), []);
  const map = useRef<MapRef>(null);
  const [ready, setReady] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (failure) return props.failed(failure);
  return (
    <MapLibre
      ref={map}
      id="wall"
      initialViewState={{ bounds: props.bounds, fitBoundsOptions: { padding: props.padding } }}
      mapStyle={style}
      maxCanvasSize={maxCanvasSize}
      canvasContextAttributes={{ antialias: true }}
      attributionControl={false}
      dragRotate={false}
      pitchWithRotate={false}
      minZoom={8}
      maxZoom={19}
      fadeDuration={150}
      interactiveLayerIds={ready ? props.interactiveLayers : []}
      onStyleData={({ target }) => {
        // not `load`, which waits for every tile of the basemap: pins must not
        if (ready) return;
        target.touchZoomRotate.disableRotation();
        target.getCanvas().setAttribute('aria-label', props.label);
        setReady(true);
      }}
      onClick={props.onClick}
      onMouseMove={props.onHover}
      onError={({ target, error }) => {
        // without a target there is no map at all: no WebGL2, for instance
        if (!target) setFailure(error.message);
        else console.warn('map:', error.message);
      }}
      style={{ position: 'absolute', inset: 0 }}
    >
      {ready && (
        <>
          <BasemapLabels language={props.language} />
          <MapSlots />
          {props.children}
        </>
      )}
    </MapLibre>
  );
}
