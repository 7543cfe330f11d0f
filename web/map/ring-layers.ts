import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { LngLat } from '#contract/geo.ts';
import type { Rgba } from './map-colours.ts';
import { slots } from './map-slots.tsx';
import { polygonAttributes } from './polygon-attributes.ts';

/** Read by the overlay, not by the layer itself. */
const beneathPoints = { beforeId: slots.points };

/** Closed rings as one quiet area. */
export const areaLayer = (id: string, rings: readonly LngLat[][], fill: Rgba) =>
  new SolidPolygonLayer({
    id,
    ...beneathPoints,
    data: polygonAttributes(rings),
    getFillColor: fill,
    _normalize: false,
    _windingOrder: 'CW',
    pickable: false,
  });

/** Lines of a constant width on screen. */
export const lineLayer = (id: string, paths: readonly LngLat[][], colour: Rgba, widthPixels: number) =>
  new PathLayer<LngLat[]>({
    id,
    ...beneathPoints,
    data: [...paths],
    getPath: (path) => path,
    getColor: colour,
    getWidth: widthPixels,
    widthUnits: 'pixels',
    capRounded: true,
    jointRounded: true,
    pickable: false,
  });
