import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { basemapLayers, type LayerName, type MapFeature } from './basemap-layers.ts';
import type { GrownDistrict } from './grow-district.ts';
import { county, toLngLat, toPlane } from './plane.ts';
import { archiveTiles, type Tile } from './pmtiles-archive.ts';
import { town } from './skeleton.ts';

/** The offline basemap: the district cut into vector tiles, in one archive. */
export const zooms = { min: 8, max: 15 } as const;

const columnOf = (lng: number, z: number): number => Math.floor(((lng + 180) / 360) * 2 ** z);
const rowOf = (lat: number, z: number): number => {
  const a = (lat * Math.PI) / 180;
  return Math.floor(((1 - Math.log(Math.tan(a) + 1 / Math.cos(a)) / Math.PI) / 2) * 2 ** z);
};

/** One tile index per set of features that share the zooms they are drawn at. */
function indexLayer(features: readonly MapFeature[]): Map<number, GeoJSONVT> {
  const indexes = new Map<number, GeoJSONVT>();
  for (let z: number = zooms.min; z <= zooms.max; z++) {
    const shown = features.filter(({ minzoom }) => minzoom <= z);
    const same = indexes.get(z - 1);
    const grew = features.some(({ minzoom }) => minzoom === z);
    if (shown.length === 0) continue;
    indexes.set(
      z,
      same && !grew
        ? same
        : new GeoJSONVT(
            { type: 'FeatureCollection', features: shown.map(({ feature }) => feature) },
            { maxZoom: zooms.max, indexMaxZoom: 9, tolerance: 2.5, buffer: 80 },
          ),
    );
  }
  return indexes;
}

export function drawBasemap(district: GrownDistrict): Buffer {
  const layers = basemapLayers(district, toPlane);
  const margin = county.marginMetres;
  const [west, south] = toLngLat([-margin, -margin]);
  const [east, north] = toLngLat([county.widthMetres + margin, county.heightMetres + margin]);
  const names = Object.keys(layers) as LayerName[];
  const indexes = new Map(names.map((name) => [name, indexLayer(layers[name])]));
  const tiles: Tile[] = [];
  for (let z: number = zooms.min; z <= zooms.max; z++)
    for (let x = columnOf(west, z); x <= columnOf(east, z); x++)
      for (let y = rowOf(north, z); y <= rowOf(south, z); y++) {
        const found = names.flatMap((name) => {
          const tile = indexes.get(name)?.get(z)?.getTile(z, x, y);
          return tile && tile.features.length > 0 ? [[name, tile] as const] : [];
        });
        if (found.length > 0)
          tiles.push({
            z,
            x,
            y,
            data: fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: 4096 }),
          });
      }
  return archiveTiles(tiles, {
    bounds: [west, south, east, north],
    centre: toLngLat(town.centre),
    centreZoom: 11,
    metadata: {
      name: 'Demo district',
      format: 'pbf',
      vector_layers: names.map((id) => ({ id, fields: {}, minzoom: zooms.min, maxzoom: zooms.max })),
    },
  });
}
