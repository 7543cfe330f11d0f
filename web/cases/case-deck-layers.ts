import type { Layer } from '@deck.gl/core';
import type { Case } from '#contract/case.ts';
import type { LngLat } from '#contract/geo.ts';
import { mapInk, rgba } from '../map/map-colours.ts';
import { areaLayer, lineLayer } from '../map/ring-layers.ts';
import { uncertaintyEllipse } from '../map/uncertainty-ellipse.ts';

/** Of the case on screen: within what it stands, and the line of sight from the camera that saw it. */
export function caseDeckLayers(
  item: Pick<Case, 'location' | 'uncertainty'> | null,
  camera: LngLat | null,
): Layer[] {
  const ellipse = item?.uncertainty ? [uncertaintyEllipse(item.location, item.uncertainty)] : [];
  const sight = item && camera ? [[camera, item.location]] : [];
  return [
    areaLayer('case-ellipse', ellipse, rgba(mapInk, 0.12)),
    lineLayer('case-ellipse-line', ellipse, rgba(mapInk, 0.75), 1.25),
    lineLayer('case-sight', sight, rgba(mapInk, 0.8), 1.5),
  ];
}
