import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { useControl } from '@vis.gl/react-maplibre';

/** deck.gl over the map on a canvas of its own, so that its changes never repaint the map beneath. */
export function DeckOverlay({ layers }: { layers: Layer[] }) {
  const overlay = useControl(() => new MapLibreOverlay({ interleaved: false, layers }));
  overlay.setProps({ layers });
  return null;
}
