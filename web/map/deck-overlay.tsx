import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { useControl } from '@vis.gl/react-maplibre';

/** deck.gl among the map's own layers: each layer lies before its slot, so that no area tints a pin. */
export function DeckOverlay({ layers }: { layers: Layer[] }) {
  const overlay = useControl(() => new MapLibreOverlay({ interleaved: true, layers }));
  overlay.setProps({ layers });
  return null;
}
