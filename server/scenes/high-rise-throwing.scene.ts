/** 高空抛物: opens one incident for each thing that falls down a façade, when its fall has ended. */
import type { CreateScene, Observation, SceneChange } from '#contract/detection.ts';
import type { HighRiseThrowingSettings } from '#contract/scene-settings.ts';
import { type CompanyMemory, createCompanyMemory } from './high-rise-throwing-company.ts';
import { createFacadePlane } from './high-rise-throwing-facade.ts';
import { boxAround, factsOf, landingPoint, reasonsOf, round } from './high-rise-throwing-report.ts';
import { createRestlessMap, type RestlessMap } from './high-rise-throwing-restless.ts';
import { createTrackSet, type Track, type TrackSet } from './high-rise-throwing-tracks.ts';
import { type Fall, type FallScene, judgeFall, lookOf } from './high-rise-throwing-verdict.ts';

const usualCameraHeightMetres = 3;
/** Below it the network takes the path's things for something else than a throw, however well they move. */
const defaultScoreThreshold = 0.3;

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
  let company: CompanyMemory | undefined;
  let count = 0;

  const begin = ({ frame }: Observation) => {
    startedAt ??= frame.at;
    if (picture?.width === frame.width && picture.height === frame.height) return;
    picture = { width: frame.width, height: frame.height };
    tracks = createTrackSet(frame.height);
    restless = createRestlessMap(frame.width, frame.height);
    company = createCompanyMemory(frame.width, frame.height);
    fallScene = { pictureHeight: frame.height };
    if (settings.facade) {
      fallScene.plane = createFacadePlane(settings.facade, frame.width, frame.height);
      fallScene.view = {
        cameraHeightMetres: geometry?.heightMetres ?? usualCameraHeightMetres,
        facadeDistanceMetres: settings.facade.distanceMetres,
      };
    }
  };

  const judge = (ended: readonly Track[]): SceneChange[] =>
    ended.flatMap((track) => {
      const verdict = judgeFall(track, fallScene!, {
        similarPaths: company!.similarPaths(track, tracks!.open()),
        recentSinkers: company!.recentSinkers(track),
        restlessShare: restless!.shareOf(track.peaks),
      });
      if (!verdict.valid) company!.rememberRefused(track);
      return verdict.valid && looksThrown(verdict) ? changesOf(verdict) : [];
    });

  const looksThrown = ({ peaks }: Fall) =>
    lookOf(peaks) >= (settings.scoreThreshold ?? defaultScoreThreshold);

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
      score: Math.min(1, 0.5 * lookOf(peaks) + 0.5 * fall.quality),
      box: boxAround(peaks, 10 * (picture!.height / 720)),
      anchor: landingPoint(last, fallScene!),
      track: peaks.map((peak) => [toEpoch(peak.seconds), round(peak.x), round(peak.y)]),
      fit: fall.curve.map(([seconds, x, y]) => [toEpoch(seconds), round(x), round(y)]),
      reasons: reasonsOf(fall, settings.facade?.floorHeightMetres),
      facts: factsOf(fall, settings.facade?.floorHeightMetres),
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
      company!.remember(ended, seconds);
      return judge(ended);
    },
    finish: () => judge(tracks?.endAll() ?? []),
  };
};

/** Even-odd test of a point against a polygon, both in normalised picture coordinates. */
function contains(polygon: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [polygon[i]!, polygon[j]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
