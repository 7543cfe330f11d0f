/** 高空抛物: opens one incident for each thing that falls down a façade, when its fall has ended. */
import type { Box, CreateScene, Observation, Point, Reason, SceneChange } from '#contract/detection.ts';
import type { HighRiseThrowingSettings } from '#contract/scene-settings.ts';
import { fitParabola } from './fall-physics.ts';
import { createFacadePlane } from './high-rise-throwing-facade.ts';
import { createRestlessMap, type RestlessMap } from './high-rise-throwing-restless.ts';
import { createTrackSet, type Peak, type Track, type TrackSet } from './high-rise-throwing-tracks.ts';
import { type Company, type Fall, type FallScene, judgeFall } from './high-rise-throwing-verdict.ts';

const usualCameraHeightMetres = 3;
/** Below it the network takes the path's things for something else than a throw, however well they move. */
const defaultScoreThreshold = 0.2;
/** Leaves and flakes that sank in this time make another one that sinks steadily no throw. */
const sinkerMemorySeconds = 30;
const fewestPeaksOfSinker = 12;
const fewestPeaksOfStreak = 5;
/** Paths are compared with others that went down within this time. */
const memorySeconds = 1;

/** Follows the heat-map's peaks of one camera and reports falls; everything is decided by the path alone. */
export const createHighRiseThrowingScene: CreateScene<HighRiseThrowingSettings> = ({
  settings,
  geometry,
}) => {
  let startedAt: number | undefined;
  let picture: { width: number; height: number } | undefined;
  let tracks: TrackSet | undefined;
  let restless: RestlessMap | undefined;
  let fallScene: FallScene | undefined;
  let recent: Track[] = [];
  let sinkers: number[] = [];
  let count = 0;

  const begin = ({ frame }: Observation) => {
    startedAt ??= frame.at;
    if (picture?.width === frame.width && picture.height === frame.height) return;
    picture = { width: frame.width, height: frame.height };
    tracks = createTrackSet(frame.height);
    restless = createRestlessMap(frame.width, frame.height);
    fallScene = { pictureHeight: frame.height };
    if (settings.facade) {
      fallScene.plane = createFacadePlane(settings.facade, frame.width, frame.height);
      fallScene.view = {
        cameraHeightMetres: geometry?.heightMetres ?? usualCameraHeightMetres,
        facadeDistanceMetres: settings.facade.distanceMetres,
      };
    }
  };

  const judge = (ended: readonly Track[]): SceneChange[] => {
    const downward = [...(tracks?.open() ?? []), ...recent].filter((track) =>
      goesDown(track, picture!.height, fewestPeaksOfStreak),
    );
    return ended.flatMap((track) => {
      const company = companyOf(track, downward);
      const verdict = judgeFall(track, fallScene!, company);
      if (!verdict.valid && goesDown(track, picture!.height, fewestPeaksOfSinker))
        sinkers.push(track.peaks.at(-1)!.seconds);
      return verdict.valid && looksThrown(verdict) ? changesOf(verdict) : [];
    });
  };

  const looksThrown = ({ peaks }: Fall) =>
    mean(peaks.map(({ score }) => score)) >= (settings.scoreThreshold ?? defaultScoreThreshold);

  const companyOf = (track: Track, downward: readonly Track[]): Company => {
    const last = track.peaks.at(-1)!.seconds;
    sinkers = sinkers.filter((seconds) => last - seconds < sinkerMemorySeconds);
    return {
      similarPaths: downward.filter(
        (other) =>
          other.id !== track.id &&
          overlap(track, other) &&
          areApart(track, other, picture!.width) &&
          areAlike(track, other),
      ).length,
      recentSinkers: sinkers.length,
      restlessShare: mean(track.peaks.map((peak) => (restless!.isRestless(peak) ? 1 : 0))),
    };
  };

  const changesOf = (fall: Fall): SceneChange[] => {
    const { peaks } = fall;
    const toEpoch = (seconds: number) => Math.round(startedAt! + seconds * 1000);
    const releasedAt = toEpoch(fall.releasedAtSeconds);
    const last = peaks.at(-1)!;
    const opened: SceneChange = {
      scene: 'high-rise-throwing',
      change: 'opened',
      incidentKey: `high-rise-throwing:${releasedAt}:${++count}`,
      startedAt: releasedAt,
      at: releasedAt,
      label: 'falling-object',
      score: Math.min(1, 0.5 * mean(peaks.map((peak) => peak.score)) + 0.5 * fall.quality),
      box: boxAround(peaks, 10 * (picture!.height / 720)),
      anchor: landingPoint(last, fallScene!),
      track: peaks.map((peak) => [toEpoch(peak.seconds), round(peak.x), round(peak.y)]),
      fit: fall.curve.map(([seconds, x, y]) => [toEpoch(seconds), round(x), round(y)]),
      reasons: reasonsOf(peaks, fall, settings.facade?.floorHeightMetres),
      facts: factsOf(peaks, fall, settings.facade?.floorHeightMetres),
    };
    return [opened, { ...opened, change: 'cleared', at: toEpoch(last.seconds) }];
  };

  return {
    observe(observation) {
      begin(observation);
      const { frame, detections } = observation;
      const seconds = (frame.at - startedAt!) / 1000;
      const peaks = detections
        .map(({ box: [x, y, w, h], score }) => ({
          seconds,
          x: x + w / 2,
          y: y + h / 2,
          size: Math.max(w, h),
          score,
        }))
        .filter(
          ({ x, y }) => !settings.masks.some((mask) => contains(mask, x / frame.width, y / frame.height)),
        );
      restless!.learn(seconds, peaks);
      const ended = tracks!.advance(seconds, peaks);
      recent = [...recent, ...ended].filter((track) => seconds - track.peaks.at(-1)!.seconds < memorySeconds);
      return judge(ended);
    },
    finish: () => judge(tracks?.endAll() ?? []),
  };
};

/** A smooth path of some length that went down: what a rain streak, a flake and a thrown thing have in common. */
function goesDown({ peaks, spanFrames }: Track, pictureHeight: number, fewestPeaks: number): boolean {
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  const [across, down] = [Math.abs(last.x - first.x), last.y - first.y];
  if (peaks.length < fewestPeaks || down < 0.07 * pictureHeight || down < 0.7 * across) return false;
  if (peaks.length < 0.7 * spanFrames) return false;
  const times = peaks.map((peak) => peak.seconds);
  const scatter =
    fitParabola(
      times,
      peaks.map((peak) => peak.y),
    ).rms +
    fitParabola(
      times,
      peaks.map((peak) => peak.x),
    ).rms;
  return scatter < 0.005 * pictureHeight + 0.02 * down;
}

const overlap = (a: Track, b: Track): boolean =>
  a.peaks[0]!.seconds <= b.peaks.at(-1)!.seconds && b.peaks[0]!.seconds <= a.peaks.at(-1)!.seconds;

/** Far enough aside not to be pieces of one thing that came apart. */
const areApart = (a: Track, b: Track, pictureWidth: number): boolean =>
  Math.abs(mean(a.peaks.map(({ x }) => x)) - mean(b.peaks.map(({ x }) => x))) > 0.08 * pictureWidth;

/** As fast and as large as one another, as drops of one rain are. */
const areAlike = (a: Track, b: Track): boolean =>
  isWithin(speedOf(a) / speedOf(b), 1.6) &&
  isWithin(mean(a.peaks.map(({ size }) => size)) / mean(b.peaks.map(({ size }) => size)), 2.5);

const isWithin = (ratio: number, factor: number): boolean => ratio < factor && ratio > 1 / factor;

function speedOf({ peaks }: Track): number {
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  return Math.max(1e-6, last.y - first.y) / Math.max(1e-3, last.seconds - first.seconds);
}

/** The foot of the façade below the last point; where the façade is unknown, the last point itself. */
function landingPoint(last: Peak, { plane }: FallScene): Point {
  return plane ? plane.inPicture(plane.onFacade(last.x, last.y).across, 0) : [last.x, last.y];
}

function boxAround(peaks: readonly Peak[], margin: number): Box {
  const xs = peaks.map((peak) => peak.x);
  const ys = peaks.map((peak) => peak.y);
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return [
    round(left),
    round(top),
    round(Math.max(...xs) + margin - left),
    round(Math.max(...ys) + margin - top),
  ];
}

function reasonsOf(peaks: readonly Peak[], fall: Fall, floorMetres: number | undefined): Reason[] {
  const seconds = peaks.at(-1)!.seconds - peaks[0]!.seconds;
  const path: Reason = {
    code: 'fall-path',
    values: { points: peaks.length, seconds: round(seconds), residualPixels: round(fall.residualPixels) },
  };
  if (!fall.metric || !floorMetres) return [path];
  const {
    accelerationMetresPerSecond2,
    speedMetresPerSecond,
    fallenMetres,
    floor,
    releaseHeightErrorMetres,
    column,
  } = fall.metric;
  const floorError = round(releaseHeightErrorMetres / floorMetres);
  return [
    path,
    {
      code: 'fall-physics',
      values: {
        accelerationMetresPerSecond2: round(accelerationMetresPerSecond2),
        speedMetresPerSecond: round(speedMetresPerSecond),
        fallenMetres: round(fallenMetres),
      },
    },
    column === undefined
      ? { code: 'origin-floor', values: { floor, floorError } }
      : { code: 'origin-floor-column', values: { floor, floorError, column } },
  ];
}

function factsOf(peaks: readonly Peak[], fall: Fall, floorMetres: number | undefined): SceneChange['facts'] {
  const facts: SceneChange['facts'] = {
    durationSeconds: round(peaks.at(-1)!.seconds - fall.releasedAtSeconds),
    points: peaks.length,
    look: round(mean(peaks.map(({ score }) => score))),
  };
  if (!fall.metric || !floorMetres) return facts;
  return {
    ...facts,
    floor: fall.metric.floor,
    ...(fall.metric.column === undefined ? {} : { column: fall.metric.column }),
    floorError: round(fall.metric.releaseHeightErrorMetres / floorMetres),
    releaseHeightMetres: round(fall.metric.releaseHeightMetres),
    speedMetresPerSecond: round(fall.metric.speedMetresPerSecond),
    terminalSpeedMetresPerSecond: round(fall.metric.terminalSpeedMetresPerSecond),
  };
}

/** Even-odd test of a point against a polygon, both in normalised picture coordinates. */
function contains(polygon: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [polygon[i]!, polygon[j]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
const round = (value: number): number => Math.round(value * 100) / 100;
