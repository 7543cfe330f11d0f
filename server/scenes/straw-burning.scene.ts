/** 秸秆焚烧: opens one incident per plume that looks confirm and that moves or grows, or that rises where nothing was before. */
import type { Box, CreateScene, Detection, Frame, Reason, SceneChange } from '#contract/detection.ts';
import type { StrawBurningSettings } from '#contract/scene-settings.ts';
import { createBackground } from './straw-burning-background.ts';
import {
  area,
  belongTogether,
  footOf,
  grouped,
  isLarge,
  shareInside,
  shareOf,
  union,
} from './straw-burning-boxes.ts';
import { glows } from './straw-burning-glow.ts';
import {
  beginPlume,
  count,
  follow,
  growthOf,
  isConfirmed,
  isNews,
  joined,
  type Plume,
  type Sighting,
  sight,
  sightOfRising,
} from './straw-burning-plume.ts';
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
  }));
  let viewCounter = 0;
  const threshold =
    (settings.scoreThreshold ?? defaultScoreThreshold) + (mode === 'still' ? stillScoreMargin : 0);
  const thresholdOf = (label: string): number => threshold * (label === 'flame' ? flameThresholdShare : 1);
  let plumes: Plume[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let counter = 0;

  /** Neither in an ignored zone nor hanging in the sky. */
  const isPlausible = (box: Box, frame: Frame, highestDegrees = skyDegrees): boolean => {
    if (area(box) <= 0) return false;
    const [x, y] = footOf(box);
    if (geometry) {
      const focal = frame.width / 2 / Math.tan((geometry.horizontalFovDegrees * Math.PI) / 360);
      const above = (Math.atan((frame.height / 2 - y) / focal) * 180) / Math.PI + geometry.tiltDegrees;
      if (above > highestDegrees) return false;
    }
    const foot: Box = [x - 1, y - 2, 2, 2];
    return !settings.ignoreZones.some(
      (zone) =>
        shareInside(box, zone, frame.width, frame.height) >= 0.5 ||
        shareInside(foot, zone, frame.width, frame.height) >= 0.5,
    );
  };

  const changeOf = (
    plume: Plume,
    change: SceneChange['change'],
    at: number,
    reasons: Reason[],
  ): SceneChange => ({
    scene: 'straw-burning',
    change,
    incidentKey: `straw-burning:${plume.startedAt}:${plume.id}`,
    startedAt: plume.startedAt,
    at,
    label: plume.flameSeen ? 'flame' : 'smoke',
    score: plume.bestScore,
    box: plume.last.box,
    anchor: plume.foot,
    reasons,
    facts: {
      durationSeconds: round((plume.last.at - plume.startedAt) / 1000),
      growth: round(growthOf(plume)),
      sightings: plume.sightings,
      flame: plume.flameSeen,
    },
  });

  const judgeStill = (groups: readonly Detection[][], at: number): SceneChange[] =>
    groups.map((group) => {
      const plume = beginPlume(++counter, sight(at, group, undefined), 0);
      return changeOf(plume, 'opened', at, [
        { code: 'smoke-in-still', values: { score: round(plume.bestScore) } },
      ]);
    });

  const reasonsOf = (plume: Plume): Reason[] => {
    const reasons: Reason[] = [
      {
        code: 'smoke-confirmed',
        values: { confirmations: count(plume.hits), outOfFrames: plume.hits.length },
      },
    ];
    const { stir } = plume.last;
    if (stir) {
      const values = {
        changedPercent: round(stir.changedShare * 100),
        restlessness: round(stir.restlessness),
      };
      reasons.push({ code: 'smoke-moves', values });
    }
    if (growthOf(plume) > 1.2)
      reasons.push({ code: 'smoke-grows', values: { ratio: round(growthOf(plume)) } });
    const { rising } = plume.last;
    if (rising) {
      reasons.push({
        code: 'smoke-rises',
        values: { ratio: round(rising.growth), steadyLooks: rising.steadyLooks },
      });
    }
    if (plume.flameSeen) reasons.push({ code: 'flame-seen', values: {} });
    return reasons;
  };

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
      return [
        changeOf(plume, 'cleared', at, [
          { code: 'smoke-gone', values: { quietSeconds: round(quietMs / 1000) } },
        ]),
      ];
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
        return judgeStill(
          grouped(
            plausible.filter(({ label, score }) => score >= thresholdOf(label)),
            frame.width,
          ),
          frame.at,
        );
      }

      const { id: view, background, watch } = views.stateFor(frame.picture, frame.at);
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
      const groups = grouped(counted, frame.width);
      background.learn(frame.picture, [...plumes.map(({ last }) => last.box), ...groups.map(boxOf)]);
      const sightings = [
        ...groups.map((group) => sight(frame.at, group, background.stirIn(boxOf(group)))),
        ...seen.risings
          .filter(({ rising }) => isPlausible(rising.last.box, frame, groundDegrees))
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

function boxOf(group: readonly Detection[]): Box {
  return group.map(({ box }) => box).reduce(union);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
