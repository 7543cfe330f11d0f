import type { LngLat } from '#contract/geo.ts';

/** Rings packed as deck.gl's `SolidPolygonLayer` reads them without touching an object per polygon. */
export interface PolygonAttributes {
  length: number;
  startIndices: Uint32Array;
  attributes: { getPolygon: { value: Float64Array; size: 2 } };
}

export function polygonAttributes(rings: readonly (readonly LngLat[])[]): PolygonAttributes {
  const startIndices = new Uint32Array(rings.length + 1);
  const value = new Float64Array(rings.reduce((sum, ring) => sum + ring.length, 0) * 2);
  let vertex = 0;
  rings.forEach((ring, index) => {
    startIndices[index] = vertex;
    for (const [lng, lat] of ring) {
      value[vertex * 2] = lng;
      value[vertex * 2 + 1] = lat;
      vertex += 1;
    }
  });
  startIndices[rings.length] = vertex;
  return { length: rings.length, startIndices, attributes: { getPolygon: { value, size: 2 } } };
}
