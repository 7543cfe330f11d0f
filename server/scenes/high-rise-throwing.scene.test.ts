import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation, Point, SceneChange } from '#contract/detection.ts';
import {
  facade,
  flight,
  floors,
  geometry,
  observations,
  project,
  type Throw,
} from './high-rise-throwing.fixture.ts';
import { createHighRiseThrowingScene } from './high-rise-throwing.scene.ts';

type Settings = Parameters<typeof createHighRiseThrowingScene>[0]['settings'];
const unmarked: Settings = { masks: [] };
const marked: Settings = { masks: [], facade };

function changesIn(seen: readonly Observation[], settings: Settings = marked): SceneChange[] {
  const scene = createHighRiseThrowingScene({
    settings,
    mode: 'recording',
    ...(settings.facade && { geometry }),
  });
  return [...seen.flatMap((one) => scene.observe(one)), ...(scene.finish?.() ?? [])];
}
const openedIn = (seen: readonly Observation[], settings?: Settings) =>
  changesIn(seen, settings).filter(({ change }) => change === 'opened');

const anyThrow: fc.Arbitrary<Throw> = fc.record({
  floor: fc.integer({ min: 7, max: 14 }),
  across: fc.double({ min: 12, max: 24, noNaN: true }),
  aside: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  outward: fc.double({ min: 0.3, max: 3.5, noNaN: true }),
  terminalSpeed: fc.double({ min: 9, max: 35, noNaN: true }),
});
/** Detector noise: up to 1.2 px, repeatable. */
const wobble = (point: Point, n: number): Point => [
  point[0] + 1.2 * Math.sin(n * 12.9898),
  point[1] + 1.2 * Math.sin(n * 78.233),
];
const drop: Throw = { floor: 12, across: 18, aside: 0.6, outward: 2, terminalSpeed: 18 };
/** Nothing moves enough to be seen in the first quarter second. */
const seenFlight = (thrown: Throw, fps: number) =>
  flight(thrown, fps).map((p, n) => (n < fps / 4 ? undefined : wobble(p, n)));

describe('a thrown object', () => {
  it('opens one incident, whatever is thrown and at whatever frame rate, and clears it at once', () => {
    fc.assert(
      fc.property(anyThrow, fc.constantFrom(12.5, 25), fc.boolean(), (thrown, framesPerSecond, isMarked) => {
        const path = { fromFrame: 20, points: seenFlight(thrown, framesPerSecond) };
        const changes = changesIn(observations([path], { framesPerSecond }), isMarked ? marked : unmarked);
        expect(changes.map(({ change }) => change)).toEqual(['opened', 'cleared']);
        expect(new Set(changes.map(({ incidentKey }) => incidentKey)).size).toBe(1);
        const letGoAt = 1_700_000_000_000 + 20_000 / framesPerSecond;
        expect(Math.abs(changes[0]!.startedAt - letGoAt)).toBeLessThan(800);
      }),
      { numRuns: 80 },
    );
  });

  it('is told its floor within the stated error or one floor, and its start within 0.8 s', () => {
    fc.assert(
      fc.property(anyThrow, (thrown) => {
        const [opened] = openedIn(observations([{ fromFrame: 25, points: seenFlight(thrown, 25) }]));
        const error = Math.abs((opened!.facts.floor as number) - thrown.floor);
        expect(error).toBeLessThanOrEqual(Math.max(1, Math.ceil(2 * (opened!.facts.floorError as number))));
        expect(Math.abs(opened!.startedAt - 1_700_000_001_000)).toBeLessThan(800);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its whole track, with reasons, and lands at the foot of the façade', () => {
    const [opened] = openedIn(observations([{ fromFrame: 25, points: seenFlight(drop, 25) }]));
    expect(opened!.track!.length).toBeGreaterThan(30);
    expect(opened!.reasons.map(({ code }) => code)).toEqual(['fall-path', 'fall-physics', 'origin-floor']);
    expect(opened!.anchor[1]).toBeCloseTo(project(0, 0, 0)[1], 0);
  });

  it('is told its window column where the columns are marked, and keeps the fitted curve', () => {
    const seen = observations([{ fromFrame: 25, points: seenFlight(drop, 25) }]);
    const [opened] = openedIn(seen, { ...marked, facade: { ...facade, columns: 9 } });
    expect(opened!.facts.column).toBe(5);
    expect(opened!.reasons.at(-1)).toMatchObject({ code: 'origin-floor-column', values: { column: 5 } });
    expect(opened!.fit!.length).toBeGreaterThanOrEqual(opened!.track!.length);
    const edges = openedIn(seen, { ...marked, facade: { ...facade, columns: [0, 0.4, 0.8] } });
    expect(edges[0]!.facts.column).toBe(2);
  });

  it('is followed through a few frames in which it is hidden', () => {
    const points = seenFlight(drop, 25).map((p, n) => (n > 20 && n < 26 ? undefined : p));
    expect(openedIn(observations([{ fromFrame: 10, points }]))).toHaveLength(1);
  });

  it('opens an incident of its own beside another', () => {
    const second = seenFlight({ ...drop, across: 26, floor: 9 }, 25);
    expect(
      openedIn(
        observations([
          { fromFrame: 10, points: seenFlight(drop, 25) },
          { fromFrame: 25, points: second },
        ]),
      ),
    ).toHaveLength(2);
  });

  it('is found when it bursts into many pieces', () => {
    const pieces = Array.from({ length: 4 }, (_, k) => ({
      fromFrame: 10 + k,
      points: seenFlight({ ...drop, across: 16.6 + 0.9 * k, aside: 0.4 * (k - 1.5) }, 25),
    }));
    expect(openedIn(observations(pieces)).length).toBeGreaterThanOrEqual(1);
  });

  it('is still found where the recording ends in mid-air', () => {
    expect(
      openedIn(observations([{ fromFrame: 0, points: seenFlight(drop, 25) }], { frames: 45 })),
    ).toHaveLength(1);
  });

  it('is found before a tree that never rests', () => {
    const tree = Array.from({ length: 6 }, (_, k) => ({
      fromFrame: 0,
      points: Array.from(
        { length: 400 },
        (_, n): Point => [
          1000 + 40 * k + 9 * Math.sin(n * (1 + k)),
          300 + 30 * k + 9 * Math.cos(n * 1.7 + k),
        ],
      ),
    }));
    const seen = observations([...tree, { fromFrame: 300, points: seenFlight(drop, 25) }], { frames: 400 });
    expect(openedIn(seen)).toHaveLength(1);
  });

  it('is not reported where it falls inside a privacy mask', () => {
    const masks: Settings['masks'] = [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ];
    expect(
      openedIn(observations([{ fromFrame: 10, points: seenFlight(drop, 25) }]), { ...marked, masks }),
    ).toHaveLength(0);
  });

  it('is not reported below the score that the operator asks for', () => {
    const faint = observations([{ fromFrame: 10, points: seenFlight(drop, 25) }], { score: 0.5 });
    expect(openedIn(faint, { ...marked, scoreThreshold: 0.6 })).toHaveLength(0);
  });
});

describe.each([
  ['with the façade marked', marked],
  ['without a façade', unmarked],
])('what is no throw, %s', (_, settings) => {
  const quiet = (paths: Parameters<typeof observations>[0]) =>
    expect(openedIn(observations(paths), settings)).toEqual([]);
  const frames = Array.from({ length: 140 }, (_, n) => n);

  it('birds that fly level, climb or glide down stay birds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 20, noNaN: true }),
        fc.double({ min: -6, max: 2.5, noNaN: true }),
        (across, down) => {
          quiet([{ fromFrame: 5, points: frames.map((n) => [n * across, 300 + n * down] as Point) }]);
        },
      ),
    );
  });

  it('leaves that sway or sink slowly stay leaves', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1.6, noNaN: true }),
        fc.double({ min: 10, max: 60, noNaN: true }),
        (sink, sway) => {
          quiet([
            {
              fromFrame: 5,
              points: frames.map((n) => [600 + sway * Math.sin(n / 6), 100 + n * sink] as Point),
            },
          ]);
        },
      ),
    );
  });

  it('laundry and fans that move in place stay in place', () => {
    quiet([
      {
        fromFrame: 0,
        points: frames.map((n) => [500 + 8 * Math.sin(n), 300 + 6 * Math.cos(n * 1.3)] as Point),
      },
    ]);
  });

  it('rain does not open a case, however it streaks', () => {
    const streaks = Array.from({ length: 60 }, (_, k) => ({
      fromFrame: (k * 7) % 130,
      points: Array.from(
        { length: 5 + (k % 14) },
        (_, n) => [40 + ((k * 97) % 1200) + n * 2, ((k * 53) % 200) + n * 28] as Point,
      ),
    }));
    quiet(streaks);
  });

  it('a shaken camera does not open a case', () => {
    quiet(
      Array.from({ length: 8 }, (_, k) => ({
        fromFrame: 30,
        points: frames.slice(0, 9).map((n) => [150 * k + 50, 200 + n * n * 3] as Point),
      })),
    );
  });

  it('peaks scattered at random do not open a case', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1279 }), fc.integer({ min: 0, max: 719 })), {
          minLength: 140,
          maxLength: 140,
        }),
        (points) => {
          quiet([{ fromFrame: 0, points: points as Point[] }]);
        },
      ),
    );
  });

  it('something thrown up that does not come down is left alone', () => {
    quiet([{ fromFrame: 0, points: frames.slice(0, 40).map((n) => [400, 700 - n * 16] as Point) }]);
  });
});

it('knows the twentieth floor as the highest', () => {
  const fromAbove = flight({ ...drop, floor: floors + 4 }, 25).map((p, n) =>
    p[1] < 5 ? undefined : wobble(p, n),
  );
  const [opened] = openedIn(observations([{ fromFrame: 5, points: fromAbove }], { frames: 200 }));
  expect(opened!.facts.floor).toBeLessThanOrEqual(floors);
});
