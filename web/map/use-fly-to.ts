import { useMap } from '@vis.gl/react-maplibre';
import type { PaddingOptions } from 'maplibre-gl';
import { useEffect } from 'react';
import type { LngLat } from '#contract/geo.ts';

/** Where the view should go: one point, or several that must all be in it. */
export interface FlightTarget {
  /** A new key is a new flight; the same key never moves the view again. */
  key: string;
  points: LngLat[];
  maxZoom: number;
}

/** The longest the wall takes to bring something into view. */
const flightMs = 1400;

/** Flies to each new target, with the panels' room left free; at once for people who want no motion. */
export function useFlyTo(target: FlightTarget | null, padding: PaddingOptions): void {
  const { current: map } = useMap();
  const key = target?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a flight starts when its key changes, and by nothing else
  useEffect(() => {
    if (!map || !target || target.points.length === 0) return;
    const lngs = target.points.map(([lng]) => lng);
    const lats = target.points.map(([, lat]) => lat);
    map.fitBounds(
      [
        [Math.min(...lngs), Math.min(...lats)],
        [Math.max(...lngs), Math.max(...lats)],
      ],
      { padding, maxZoom: target.maxZoom, duration: flightMs },
    );
  }, [map, key]);
}

/** Mounted on the map; see `useFlyTo`. */
export function FlyTo({ target, padding }: { target: FlightTarget | null; padding: PaddingOptions }) {
  useFlyTo(target, padding);
  return null;
}
