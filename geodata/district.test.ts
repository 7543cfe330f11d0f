import { existsSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Polygonal } from './district-rows.ts';
import { type District, districtDir, historyEndingAt, readDistrict } from './read-district.ts';

type Ring = readonly (readonly [number, number])[];
const ringsOf = (geometry: Polygonal): Ring[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
/** Signed, in square degrees: outer rings count up, holes down. */
const areaOf = (ring: Ring): number =>
  ring.slice(1).reduce((sum, [x, y], i) => {
    const [px, py] = ring[i] as [number, number];
    const [ox, oy] = ring[0] as [number, number];
    return sum + ((px - ox) * (y - oy) - (x - ox) * (py - oy)) / 2;
  }, 0);
const totalArea = (geometry: Polygonal): number =>
  ringsOf(geometry).reduce((sum, ring) => sum + areaOf(ring), 0);
function contains(geometry: Polygonal, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (const ring of ringsOf(geometry))
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}
const countBy = <T>(items: readonly T[], key: (item: T) => string): Record<string, number> =>
  Object.fromEntries(
    [...new Set(items.map(key))].map((k) => [k, items.filter((item) => key(item) === k).length]),
  );

describe('the demo district', () => {
  let district: District;
  beforeAll(async () => {
    district = await readDistrict();
  });

  it('has 767 grids, 15 townships and 32 departments', () => {
    expect(countBy(district.grids, (grid) => grid.kind)).toEqual({ urban: 323, rural: 414, dedicated: 30 });
    expect(district.areas.filter((area) => area.level === 'township')).toHaveLength(15);
    expect(district.departments).toHaveLength(32);
  });

  it('gives every urban grid 300 to 500 households and every grid one chief', () => {
    for (const grid of district.grids.filter(({ kind }) => kind === 'urban')) {
      expect(grid.households).toBeGreaterThanOrEqual(300);
      expect(grid.households).toBeLessThanOrEqual(500);
    }
    const chiefs = district.people
      .filter(({ duty }) => duty === 'grid-chief')
      .map(({ gridCode }) => gridCode);
    expect(new Set(chiefs).size).toBe(767);
    expect(chiefs).toHaveLength(767);
  });

  it('counts the same households in a grid as in its buildings', () => {
    const inBuildings = new Map<string, number>();
    for (const { gridCode, households } of district.buildings)
      inBuildings.set(gridCode, (inBuildings.get(gridCode) ?? 0) + households);
    for (const grid of district.grids)
      expect(inBuildings.get(grid.code) ?? 0, grid.code).toBe(grid.households);
  });

  it('codes everything once, children under their parents', () => {
    for (const codes of [district.areas, district.grids, district.buildings, district.cameras].map((rows) =>
      rows.map(({ code }) => code),
    ))
      expect(new Set(codes).size).toBe(codes.length);
    const areas = new Set(district.areas.map(({ code }) => code));
    for (const grid of district.grids) {
      expect(areas.has(grid.communityCode)).toBe(true);
      expect(grid.code.startsWith(grid.communityCode)).toBe(true);
    }
    for (const area of district.areas)
      if (area.parentCode !== null) expect(areas.has(area.parentCode)).toBe(true);
  });

  it('tiles every community with its grids, without gap or overlap', () => {
    for (const area of district.areas.filter(({ level }) => level === 'community')) {
      const own = district.grids.filter(({ communityCode }) => communityCode === area.code);
      expect(own.reduce((sum, grid) => sum + totalArea(grid.geometry), 0)).toBeCloseTo(
        totalArea(area.geometry),
        12,
      );
    }
  });

  it('tiles the county: areas add up, each inner border is walked once in each direction', () => {
    const county = district.areas[0] as (typeof district.areas)[number];
    expect(district.grids.reduce((sum, grid) => sum + totalArea(grid.geometry), 0)).toBeCloseTo(
      totalArea(county.geometry),
      11,
    );
    const walked = new Map<string, number>();
    const key = (a: unknown, b: unknown): string => `${String(a)}>${String(b)}`;
    for (const grid of district.grids)
      for (const ring of ringsOf(grid.geometry))
        for (let i = 1; i < ring.length; i++)
          walked.set(key(ring[i - 1], ring[i]), (walked.get(key(ring[i - 1], ring[i])) ?? 0) + 1);
    const outer = ringsOf(county.geometry).flatMap((ring) => ring.slice(1).map((p, i) => key(ring[i], p)));
    const onlyOnce = [...walked].filter(([edge]) => {
      const [a, b] = edge.split('>');
      return !walked.has(key(b, a));
    });
    expect([...walked.values()].every((count) => count === 1)).toBe(true);
    expect(new Set(onlyOnce.map(([edge]) => edge))).toEqual(new Set(outer));
  });

  it('puts every sampled place of the county into exactly one grid', () => {
    const county = (district.areas[0] as (typeof district.areas)[number]).geometry;
    const [west, south, east, north] = district.manifest.bounds;
    for (let i = 0; i < 400; i++) {
      const p: [number, number] = [
        west + (east - west) * ((i * 0.618034) % 1),
        south + ((north - south) * (i + 0.5)) / 400,
      ];
      const holders = district.grids.filter((grid) => contains(grid.geometry, p));
      expect(holders.length, String(p)).toBe(contains(county, p) ? 1 : 0);
    }
  });

  it('stands 5,301 cameras in the grids they name', () => {
    expect(countBy(district.cameras, ({ kind }) => kind)).toEqual({
      street: 2_123,
      corridor: 3_101,
      'hawk-eye': 77,
    });
    const grids = new Map(district.grids.map((grid) => [grid.code, grid.geometry]));
    for (const camera of district.cameras)
      expect(contains(grids.get(camera.gridCode) as Polygonal, [camera.lng, camera.lat]), camera.code).toBe(
        true,
      );
  });

  it('has a clip for every camera with a scene', () => {
    const watched = district.cameras.filter(({ scene }) => scene !== null);
    expect(watched.length).toBeGreaterThan(0);
    for (const { clip } of watched)
      expect(existsSync(path.join(districtDir, `../footage/clips/${clip}.mp4`)), String(clip)).toBe(true);
  });

  it('remembers a year whose cases lie in their grids and begin before now', () => {
    const grids = new Map(district.grids.map((grid) => [grid.code, grid.geometry]));
    const types = new Set(district.eventTypes.map(({ code }) => code));
    for (const past of district.history) {
      expect(contains(grids.get(past.gridCode) as Polygonal, past.location)).toBe(true);
      expect(types.has(past.typeCode)).toBe(true);
      expect(
        past.openedMinute < past.acceptedMinute &&
          past.dispatchedMinute < past.feedbackMinute &&
          past.feedbackMinute < past.closedMinute,
      ).toBe(true);
    }
    const now = new Date('2026-03-05T07:30:00Z');
    const dated = historyEndingAt(district.history, now);
    expect(dated.length).toBeGreaterThan(11_500);
    expect(Math.max(...dated.map(({ openedAt }) => openedAt.getTime()))).toBeLessThanOrEqual(now.getTime());
    expect(Math.min(...dated.map(({ openedAt }) => openedAt.getTime()))).toBeGreaterThan(
      now.getTime() - 367 * 86_400_000,
    );
  });
});
