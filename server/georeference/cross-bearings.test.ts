import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LngLat } from '#contract/geo.ts';
import { type BearingSight, crossBearings } from './cross-bearings.ts';
import { localPlane } from './local-plane.ts';

const origin: LngLat = [113, 30];
const plane = localPlane(origin);
const degrees = (radians: number): number => (radians * 180) / Math.PI;

/** A camera that sees the place with these errors of bearing (degrees) and distance (share), and knows how good it is. */
const sight = (
  camera: [number, number],
  place: [number, number],
  { bearingError = 0, reachError = 0, reachSigma = 0.3, bearingSigma = 0.7 } = {},
): BearingSight => {
  const [east, north] = [place[0] - camera[0], place[1] - camera[1]];
  const reach = Math.hypot(east, north) * (1 + reachError);
  const bearing = Math.atan2(east, north) + (bearingError * Math.PI) / 180;
  return {
    from: plane.toLngLat(...camera),
    at: plane.toLngLat(camera[0] + reach * Math.sin(bearing), camera[1] + reach * Math.cos(bearing)),
    uncertainty: {
      majorMetres: reach * reachSigma,
      minorMetres: reach * Math.tan((bearingSigma * Math.PI) / 180),
      bearingDegrees: (degrees(bearing) + 360) % 180,
    },
  };
};
const missMetres = (found: LngLat, place: [number, number]): number => {
  const [east, north] = plane.toMetres(found);
  return Math.hypot(east - place[0], north - place[1]);
};

it('puts a fire where two bearings cross, however wrong the distances are', () => {
  const fire: [number, number] = [1500, 2600];
  const crossed = crossBearings([
    sight([0, 0], fire, { reachError: 0.35 }),
    sight([4000, 500], fire, { reachError: -0.3 }),
  ]);
  expect(missMetres(crossed!.location, fire)).toBeLessThan(40);
  expect(crossed!.uncertainty.majorMetres).toBeLessThan(90);
  expect(crossed!.misfit).toBeLessThan(2);
});

it('says nothing of a single bearing', () => {
  expect(crossBearings([sight([0, 0], [100, 900])])).toBeUndefined();
  expect(crossBearings([])).toBeUndefined();
});

it('tells by the misfit when two cameras see two fires', () => {
  const sure = { reachSigma: 0.05 };
  const crossed = crossBearings([sight([0, 0], [-900, 2000], sure), sight([3000, 0], [3900, 2000], sure)]);
  expect(crossed!.misfit).toBeGreaterThan(9);
});

const place = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: 800, max: 4000 }));
const camera = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -2500, max: 200 }));

it('never knows less than the better of two cameras, and less and less is left unsure with each more', () => {
  fc.assert(
    fc.property(place, fc.array(camera, { minLength: 2, maxLength: 5 }), (fire, cameras) => {
      const sights = cameras.map((where) => sight(where, fire));
      let before = Math.min(...sights.slice(0, 1).map(({ uncertainty }) => uncertainty.majorMetres));
      for (let count = 2; count <= sights.length; count++) {
        const crossed = crossBearings(sights.slice(0, count));
        expect(crossed!.uncertainty.majorMetres).toBeLessThanOrEqual(before + 0.2);
        expect(missMetres(crossed!.location, fire)).toBeLessThan(1);
        before = crossed!.uncertainty.majorMetres;
      }
    }),
  );
});

it('gives the same place whichever camera comes first', () => {
  const error = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(place, camera, camera, error, error, (fire, a, b, first, second) => {
      const sights = [
        sight(a, fire, { bearingError: first, reachError: first * 0.2 }),
        sight(b, fire, { bearingError: second, reachError: second * 0.2 }),
      ];
      const [one, other] = [crossBearings(sights), crossBearings(sights.toReversed())];
      expect(missMetres(one!.location, plane.toMetres(other!.location))).toBeLessThan(3);
    }),
  );
});

it('keeps the truth within three standard deviations nearly always', () => {
  const random = mulberry(7);
  let within = 0;
  for (let i = 0; i < 400; i++) {
    const fire: [number, number] = [2500 * (random() - 0.5), 1200 + 2500 * random()];
    const crossed = crossBearings(
      [
        [-1800, 0],
        [1500, -300],
      ].map((where) =>
        sight(where as [number, number], fire, {
          bearingError: 0.7 * gauss(random),
          reachError: Math.max(-0.7, 0.3 * gauss(random)),
        }),
      ),
    );
    if (missMetres(crossed!.location, fire) < 3 * crossed!.uncertainty.majorMetres) within += 1;
  }
  expect(within / 400).toBeGreaterThan(0.97);
});

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
}
