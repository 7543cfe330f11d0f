import { describe, expect, it } from 'vitest';
import type { LngLat } from '#contract/geo.ts';
import { destination, distanceMetres } from './destination.ts';
import { uncertaintyEllipse } from './uncertainty-ellipse.ts';
import { viewRange } from './view-range.ts';
import { viewSector } from './view-sector.ts';

const here: LngLat = [113.5, 30.2];
const lane = {
  kind: 'street',
  heightMetres: 6,
  tiltDegrees: -18,
  horizontalFovDegrees: 70,
  bearingDegrees: 90,
  location: here,
} as const;

describe('destination', () => {
  it('goes as far as told, east being clockwise from north', () => {
    const east = destination(here, 90, 1000);
    expect(east[0]).toBeGreaterThan(here[0]);
    expect(east[1]).toBeCloseTo(here[1], 9);
    expect(distanceMetres(here, east)).toBeCloseTo(1000, 3);
  });
});

describe('viewRange', () => {
  it('begins where the lower edge of the picture meets the ground', () => {
    expect(viewRange(lane).nearMetres).toBeCloseTo(6 / Math.tan(((18 + 21.5) * Math.PI) / 180), 1);
  });

  it('ends where a camera of its kind tells nothing apart when it sees the horizon', () => {
    expect(viewRange(lane).farMetres).toBe(120);
    expect(viewRange({ ...lane, kind: 'hawk-eye', heightMetres: 40, tiltDegrees: -3 }).farMetres).toBe(3000);
  });

  it('ends at the upper edge of a picture that looks down', () => {
    const down = viewRange({ ...lane, tiltDegrees: -60, horizontalFovDegrees: 40 });
    expect(down.farMetres).toBeCloseTo(6 / Math.tan(((60 - 11.6) * Math.PI) / 180), 1);
  });

  it('begins at the camera itself when it looks up a façade', () => {
    expect(viewRange({ ...lane, tiltDegrees: 28 })).toEqual({ nearMetres: 0, farMetres: 60 });
  });

  it('never turns inside out, not even looking straight up or down', () => {
    for (const tiltDegrees of [-90, -45, 0, 30, 90]) {
      const { nearMetres, farMetres } = viewRange({ ...lane, tiltDegrees });
      expect(nearMetres).toBeGreaterThanOrEqual(0);
      expect(farMetres).toBeGreaterThan(nearMetres);
    }
  });
});

describe('viewSector', () => {
  it('opens to both sides of the bearing and is closed', () => {
    const ring = viewSector(lane);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring.every(([lng]) => lng > here[0])).toBe(true);
    const farthest = Math.max(...ring.map((point) => distanceMetres(here, point)));
    expect(farthest).toBeCloseTo(120, 1);
  });
});

describe('uncertaintyEllipse', () => {
  it('reaches two deviations along its bearing and across it', () => {
    const ring = uncertaintyEllipse(here, { majorMetres: 30, minorMetres: 5, bearingDegrees: 90 });
    const distances = ring.map((point) => distanceMetres(here, point));
    expect(Math.max(...distances)).toBeCloseTo(60, 3);
    expect(Math.min(...distances)).toBeCloseTo(10, 3);
    expect(ring[0]?.[1]).toBeCloseTo(here[1], 9);
  });
});
