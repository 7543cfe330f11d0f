import type { Camera, Department, EventType, PastCase, Person, Terrain } from '../district-rows.ts';
import { createSite, type Draft } from './building-site.ts';
import { mountCameras } from './cameras.ts';
import { createGridFinder } from './grid-finder.ts';
import { growGrids } from './grow-grids.ts';
import { buildHierarchy, type Hierarchy } from './hierarchy.ts';
import { recallYear } from './history.ts';
import { contourLines, coverGround, gatherWaters, growWoods, type Landuse } from './landuse.ts';
import type { Partition } from './partition.ts';
import { enlist } from './people.ts';
import { placeStreams } from './place-streams.ts';
import { distance, type Ring } from './plane.ts';
import { createRandom } from './random.ts';
import { indexRoads, nameRoads, type Road } from './roads.ts';
import { createSegmentIndex } from './segment-index.ts';
import type { StreamCamera } from './stream-cameras.ts';
import { createTerrain, groundAt } from './terrain.ts';
import { subdivideFields, subdivideTown } from './town-blocks.ts';
import { buildTown } from './town-buildings.ts';
import { buildVillages } from './village-houses.ts';
import { settleVillages, type Village } from './villages.ts';
import type { WaterArea } from './waters.ts';

/** The whole county on the plane, before it is written down. */
export interface GrownDistrict {
  partition: Partition;
  hierarchy: Hierarchy;
  households: ReadonlyMap<number, number>;
  roads: Road[];
  drafts: Draft[];
  villages: Village[];
  cameras: Camera[];
  people: Person[];
  history: PastCase[];
  terrain: Terrain;
  landuse: Landuse[];
  waters: WaterArea[];
  contours: { height: number; ring: Ring }[];
}
export interface Tables {
  departments: readonly Department[];
  eventTypes: readonly EventType[];
  streams: readonly StreamCamera[];
}

/** Reads in the order a county comes to be: land, grids, streets, houses, then people, cameras and what happened. */
export function growDistrict(seed: string, { departments, eventTypes, streams }: Tables): GrownDistrict {
  const random = createRandom(seed);
  const terrain = createTerrain();
  const ground = groundAt(terrain);

  const { partition, grids: faces, cuts } = growGrids(random.fork('grids'));
  const hierarchy = buildHierarchy(partition, faces, random.fork('hierarchy'));
  const { grids, neighbours } = hierarchy;
  const rings = grids.map(({ face }) => partition.ringOf(face));
  const ringOf = (grid: number): Ring => rings[grid] as Ring;
  const gridAt = createGridFinder(rings);

  const town = subdivideTown(
    partition,
    faces.map((face, i) => ({ ...face, open: grids[i]?.purpose === 'park' })),
    random.fork('town'),
  );
  const parcels = subdivideFields(partition, faces, random.fork('fields'));
  const { villages, roads: villageRoads } = settleVillages(
    grids,
    neighbours,
    ringOf,
    random.fork('villages'),
  );
  const roads = nameRoads(cuts, town, villageRoads, random.fork('roads'));

  const site = createSite(indexRoads(roads));
  const inTown = buildTown(grids, town, site, random.fork('town-buildings'));
  const inVillages = buildVillages(villages, villageRoads, grids, ringOf, site, random.fork('houses'));
  const drafts = [...inTown.drafts, ...inVillages.drafts];
  const households = new Map([...inTown.households, ...inVillages.households]);

  const hamlets = villages.map((v) =>
    inVillages.drafts
      .filter((d) => d.grid === v.grid && distance(d.footprint.centre, v.at) < 330)
      .map((d) => d.footprint.centre),
  );

  const world = { roads, drafts, villages, ground };
  const placed = placeStreams(streams, world);
  const streets = createSegmentIndex<Road>(200);
  for (const road of roads) streets.add(road.line, road);
  return {
    partition,
    hierarchy,
    households,
    roads,
    drafts,
    villages,
    terrain,
    cameras: mountCameras(roads, world, grids, gridAt, placed, random.fork('cameras')),
    people: enlist(grids, departments, random.fork('people')),
    history: recallYear(eventTypes, { grids, ringOf, households, drafts, streets }, random.fork('history')),
    landuse: [...growWoods(villages), ...coverGround(parcels, inTown.used, hamlets, random.fork('landuse'))],
    waters: gatherWaters(villages, random.fork('ponds')),
    contours: contourLines(),
  };
}
