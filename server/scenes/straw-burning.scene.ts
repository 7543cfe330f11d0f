/** 秸秆焚烧: opens one incident per plume that looks confirm and that moves or grows, or that rises where nothing was before. */
import type { Box, CreateScene, Detection, Frame, SceneChange } from '#contract/detection.ts';
import type { StrawBurningSettings } from '#contract/scene-settings.ts';
import { createBackground } from './straw-burning-background.ts';
import { area, belongTogether, footOf, grouped, isLarge, shareOf, union } from './straw-burning-boxes.ts';
import { glows } from './straw-burning-glow.ts';
import { createIgnoredSmoke } from './straw-burning-ignored.ts';
import {
  beginPlume,
  follow,
  isConfirmed,
  isNews,
  joined,
  type Plume,
  type Sighting,
  sight,
  sightOfRising,
} from './straw-burning-plume.ts';
import { changeOf, reasonOfClearing, reasonOfStill, reasonsOf } from './straw-burning-report.ts';
import { createViews } from './straw-burning-views.ts';
import { createWatch } from './straw-burning-watch.ts';

/** Read off the curves of `models/smoke/curve.ts`: the network alone is easily wrong, so it is believed when it is sure. */
const defaultScoreThreshold = 0.85;
/** What is new against a known background needs less of the network to be believed. */
const newThresholdShare = 0.8;
/** A flame that glows needs less than smoke, which much else looks like. */
const flameThresholdShare = 0.7;
/** Share of a box that must be new for that, and looks after which a background is known. */
const newShare = 0.4;
const knownAfterLooks = 5;
/** One still has no second look to confirm it, so it must be clearer. */
const stillScoreMargin = 0.13;
/** Frames that follow closer than this show nothing new; a recording may be a time-lapse at a few frames a second. */
const lookEveryMs = { live: 900, recording: 150, still: 0 };
/** Looks that a background is learnt from: of a recording it is not known how long they took. */
const learningLooks = { live: 240, recording: 30, still: 1 };
const updateEveryMs = 30_000;
/** Smoke whose foot stands this far above the horizon hangs in the sky: it is a cloud. */
const skyDegrees = 12;
/** What rises does so from the ground; hills stand a little above the horizon. */
const groundDegrees = 3;

/** Follows the smoke of one camera. Everything counts in looks, so that a frame a minute works as well as two a second. */
export const createStrawBurningScene: CreateScene<StrawBurningSettings> = ({ settings, geometry, mode }) => {
  const views = createViews(() => ({
    id: ++viewCounter,
    background: createBackground(),
    watch: createWatch(learningLooks[mode]),
    ignored: createIgnoredSmoke(settings.ignoreZones),
  }));
  let viewCounter = 0;
  const threshold =
    (settings.scoreThreshold ?? defaultScoreThreshold) + (mode === 'still' ? stillScoreMargin : 0);
  const thresholdOf = (label: string): number => threshold * (label === 'flame' ? flameThresholdShare : 1);
  let plumes: Plume[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let counter = 0;

  /** Does not hang in the sky, as far as the camera's geometry is known. */
  const isPlausible = (box: Box, frame: Frame, highestDegrees = skyDegrees): boolean => {
    if (area(box) <= 0) return false;
    if (!geometry) return true;
    const focal = frame.width / 2 / Math.tan((geometry.horizontalFovDegrees * Math.PI) / 360);
    const above = Math.atan((frame.height / 2 - footOf(box)[1]) / focal);
    return (above * 180) / Math.PI + geometry.tiltDegrees <= highestDegrees;
  };

  const judgeStill = (groups: readonly Detection[][], at: number): SceneChange[] =>
    groups.map((group) => {
      const plume = beginPlume(++counter, sight(at, group, undefined), 0);
      return changeOf(plume, 'opened', at, [reasonOfStill(plume)]);
    });

  /** Opens, repeats or closes one plume after a look. */
  const decide = (plume: Plume, at: number): SceneChange[] => {
    if (plume.openedAt === undefined) {
      if (plume.missesInARow > 0 || !isConfirmed(plume, settings.confirmations)) return [];
      plume.openedAt = at;
      plume.reportedAt = at;
      return [changeOf(plume, 'opened', at, reasonsOf(plume))];
    }
    const quietMs = at - plume.last.at;
    if (plume.missesInARow >= settings.outOfFrames && quietMs >= settings.clearAfterSeconds * 1000) {
      return [changeOf(plume, 'cleared', at, [reasonOfClearing(quietMs)])];
    }
    if (plume.missesInARow === 0 && at - plume.reportedAt >= updateEveryMs) {
      plume.reportedAt = at;
      return [changeOf(plume, 'updated', at, reasonsOf(plume))];
    }
    return [];
  };

  const isOver = (plume: Plume, changes: readonly SceneChange[]): boolean =>
    plume.openedAt === undefined
      ? plume.missesInARow >= settings.outOfFrames
      : changes.some(({ change }) => change === 'cleared');

  /** Gives each sighting to the plume it belongs to; what belongs to none begins one. */
  const assign = (
    sightings: readonly Sighting[],
    frame: Frame,
    view: number,
    looked: readonly Box[] | undefined,
  ): { followed: Plume[]; fresh: Plume[] } => {
    const taken = new Set<Sighting>();
    const inOrder = [...plumes].sort(
      (a, b) => Number(b.openedAt !== undefined) - Number(a.openedAt !== undefined),
    );
    const followed = inOrder.map((plume) => {
      if (mode === 'live' && plume.view !== view) return plume;
      const reach = plume.openedAt === undefined ? plume.last.box : plume.extent;
      const mine = sightings.filter(
        (seen) =>
          !taken.has(seen) &&
          (plume.openedAt !== undefined || isNews(seen)) &&
          belongTogether(reach, seen.box, frame.width),
      );
      for (const seen of mine) taken.add(seen);
      const seen = mine.reduce<Sighting | undefined>(joined, undefined);
      const wasLookedAt =
        !looked ||
        looked.some((part) => shareOf(plume.last.box, part) > 0.5) ||
        isLarge(plume.last.box, frame.width);
      return seen || wasLookedAt ? follow(plume, seen, settings.outOfFrames) : plume;
    });
    const fresh: Plume[] = [];
    for (const seen of sightings) {
      if (taken.has(seen) || !isNews(seen)) continue;
      const began = fresh.findIndex(({ last }) => belongTogether(last.box, seen.box, frame.width));
      const sum = began < 0 ? seen : joined(fresh[began]!.last, seen);
      const plume = beginPlume(++counter, sum, view);
      if (began < 0) fresh.push(plume);
      else fresh[began] = plume;
    }
    return { followed, fresh };
  };

  return {
    observe({ frame, detections, looked }) {
      if (frame.at - lookedAt < lookEveryMs[mode]) return [];
      lookedAt = frame.at;
      const plausible = detections.filter(
        ({ label, box }) => isPlausible(box, frame) && (label !== 'flame' || glows(frame, box)),
      );
      if (mode === 'still') {
        const sure = plausible.filter(({ label, score }) => score >= thresholdOf(label));
        const ignored = createIgnoredSmoke(settings.ignoreZones).among(sure.map(boxOf), frame);
        return judgeStill(
          grouped(
            sure.filter(({ box }) => !ignored.has(box)),
            frame.width,
          ),
          frame.at,
        );
      }

      const { id: view, background, watch, ignored } = views.stateFor(frame.picture, frame.at);
      const open = plumes.filter(({ openedAt }) => openedAt !== undefined).map(({ last }) => last.box);
      const seen = watch.observe(frame, open);
      const counted = plausible.filter(({ label, score, box }) => {
        const isKnown = seen.looks >= knownAfterLooks;
        const isNew = isKnown && seen.changedShareIn(box) >= newShare;
        // Clouds look like smoke to the network: where no horizon is known, it only keeps known smoke alive.
        if (label === 'smoke' && !geometry && !open.some((known) => belongTogether(known, box, frame.width)))
          return false;
        return score >= thresholdOf(label) * (isNew ? newThresholdShare : 1);
      });
      const risings = seen.risings.filter(({ rising }) => isPlausible(rising.last.box, frame, groundDegrees));
      const refused = ignored.among(
        [...counted.map(boxOf), ...risings.map(({ rising }) => rising.last.box)],
        frame,
      );
      const groups = grouped(
        counted.filter(({ box }) => !refused.has(box)),
        frame.width,
      );
      background.learn(frame.picture, [...plumes.map(({ last }) => last.box), ...groups.map(boxAround)]);
      const sightings = [
        ...groups.map((group) => sight(frame.at, group, background.stirIn(boxAround(group)))),
        ...risings
          .filter(({ rising }) => !refused.has(rising.last.box))
          .map(({ rising, verdict }) => sightOfRising(frame.at, rising, verdict)),
      ];
      const { followed, fresh } = assign(sightings, frame, view, looked);
      const changes: SceneChange[] = [];
      plumes = [...followed, ...fresh].filter((plume) => {
        const own = decide(plume, frame.at);
        changes.push(...own);
        return !isOver(plume, own);
      });
      return changes;
    },
  };
};

const boxOf = ({ box }: Detection): Box => box;

const boxAround = (group: readonly Detection[]): Box => group.map(boxOf).reduce(union);
