/** 秸秆焚烧: opens one incident per plume that several looks confirm and that moves, grows or was not there before. */
import type { Box, CreateScene, Detection, Frame, Reason, SceneChange } from '#contract/detection.ts';
import type { StrawBurningSettings } from '#contract/scene-settings.ts';
import { createBackground } from './straw-burning-background.ts';
import { area, belongTogether, footOf, shareInside, union } from './straw-burning-boxes.ts';
import {
  beginPlume,
  count,
  follow,
  growthOf,
  isConfirmed,
  type Plume,
  sight,
} from './straw-burning-plume.ts';

const defaultScoreThreshold = 0.35;
/** One still has no second look to confirm it, so it must be clearer. */
const stillScoreMargin = 0.1;
/** Frames that follow closer than this show nothing new; a recording may be a time-lapse at a few frames a second. */
const lookEveryMs = { live: 900, recording: 150, still: 0 };
const updateEveryMs = 30_000;
/** Smoke whose foot stands this far above the horizon hangs in the sky: it is a cloud. */
const skyDegrees = 12;

/** Follows the smoke of one camera. Everything counts in looks, so that a frame a minute works as well as two a second. */
export const createStrawBurningScene: CreateScene<StrawBurningSettings> = ({ settings, geometry, mode }) => {
  const background = createBackground();
  const threshold =
    (settings.scoreThreshold ?? defaultScoreThreshold) + (mode === 'still' ? stillScoreMargin : 0);
  let plumes: Plume[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let counter = 0;

  const isCounted = ({ score, box }: Detection, frame: Frame): boolean => {
    if (score < threshold || area(box) <= 0) return false;
    const [x, y] = footOf(box);
    if (geometry) {
      const focal = frame.width / 2 / Math.tan((geometry.horizontalFovDegrees * Math.PI) / 360);
      const above = (Math.atan((frame.height / 2 - y) / focal) * 180) / Math.PI + geometry.tiltDegrees;
      if (above > skyDegrees) return false;
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
      const plume = beginPlume(++counter, sight(at, group, undefined));
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

  return {
    observe({ frame, detections }) {
      if (frame.at - lookedAt < lookEveryMs[mode]) return [];
      lookedAt = frame.at;
      const groups = grouped(
        detections.filter((found) => isCounted(found, frame)),
        frame.width,
      );
      if (mode === 'still') return judgeStill(groups, frame.at);

      const keptBoxes = [...plumes.map(({ last }) => last.box), ...groups.map((group) => boxOf(group))];
      background.learn(frame.picture, keptBoxes);
      const sightings = groups.map((group) => sight(frame.at, group, background.stirIn(boxOf(group))));
      const taken = new Set<number>();
      const followed = plumes.map((plume) => {
        const mine = sightings.flatMap((seen, i) =>
          !taken.has(i) && belongTogether(plume.last.box, seen.box, frame.width) ? [i] : [],
        );
        for (const i of mine) taken.add(i);
        const seen = mine.map((i) => sightings[i]!).reduce<Plume['last'] | undefined>(joined, undefined);
        return follow(plume, seen, settings.outOfFrames);
      });
      const fresh = sightings.flatMap((seen, i) => (taken.has(i) ? [] : [beginPlume(++counter, seen)]));
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

/** Detections of one look, grouped into plumes: parts that touch are one. */
function grouped(detections: readonly Detection[], pictureWidth: number): Detection[][] {
  let groups: Detection[][] = [];
  for (const found of detections) {
    const touching = groups.filter((group) =>
      group.some(({ box }) => belongTogether(box, found.box, pictureWidth)),
    );
    groups = [...groups.filter((group) => !touching.includes(group)), [...touching.flat(), found]];
  }
  return groups;
}

function boxOf(group: readonly Detection[]): Box {
  return group.map(({ box }) => box).reduce(union);
}

function joined(a: Plume['last'] | undefined, b: Plume['last']): Plume['last'] {
  if (!a) return b;
  const flame = a.flame && b.flame ? union(a.flame, b.flame) : (a.flame ?? b.flame);
  return {
    at: b.at,
    box: union(a.box, b.box),
    score: Math.max(a.score, b.score),
    flame,
    stir: a.score > b.score ? a.stir : b.stir,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
