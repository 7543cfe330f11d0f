import { Source, useMap } from '@vis.gl/react-maplibre';
import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef } from 'react';
import { changedFeatures, type PointFeature } from './changed-features.ts';

const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };

interface HotSourceProps<P> {
  id: string;
  /** At most a thousand points, by id; an unchanged feature is the same object. */
  features: ReadonlyMap<string, PointFeature<P>>;
  children: ReactNode;
}

/** A small source of points that change often: only the difference goes to the map's worker. */
export function HotSource<P extends object>({ id, features, children }: HotSourceProps<P>) {
  const { current: map } = useMap();
  const shown = useRef<ReadonlyMap<string, PointFeature<P>>>(new Map());
  useEffect(() => {
    const source = map?.getMap().getSource<GeoJSONSource>(id);
    if (!source) return;
    const change = changedFeatures(shown.current, features);
    shown.current = features;
    if (change) void source.updateData(change);
  }, [map, id, features]);
  return (
    <Source id={id} type="geojson" data={empty} promoteId="id">
      {children}
    </Source>
  );
}
