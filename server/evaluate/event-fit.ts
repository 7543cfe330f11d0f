import type { Box } from '#contract/detection.ts';
import type { EvaluationClip, TruthEvent } from './evaluation-clip.ts';

/** An incident as a scene told it; seconds from the clip's start, source pixels. */
export interface ReportedEvent {
  /** When it was told: the change's own time. */
  openedSeconds: number;
  /** When it began, as the scene reckons. */
  startedSeconds: number;
  clearedSeconds?: number;
  label: string;
  score: number;
  box: Box;
  track?: [seconds: number, x: number, y: number][];
  reasons: string[];
}

/** How well a told event fits one that happened; signs as told − true. */
export interface EventFit {
  /** Within the narrow limits that the product promises; otherwise it is about the same event, but off. */
  isExact: boolean;
  startErrorSeconds?: number;
  trackErrorPixels?: number;
  /** Fire lane: opened after the dwell was over. Others: after it could first be seen. */
  openDelaySeconds: number;
  clearDelaySeconds?: number;
  /** In a time-lapse: pictures from the first in which the plume is 40 px large. */
  picturesAfter40Pixels?: number;
}

/** The limits, in one place. */
export const limits = {
  laneOpenSeconds: 2,
  laneClearSeconds: 5,
  fallStartSeconds: 0.5,
  fallStartLooseSeconds: 1.5,
  fallTrackPixels: 10,
  farPlumePixels: 40,
} as const;

type Ground = Pick<EvaluationClip, 'scene' | 'dwellSeconds' | 'framesPerSecond' | 'timeLapse'>;

/** Undefined where the two have nothing to do with each other. */
export const fitOf = (clip: Ground, truth: TruthEvent, told: ReportedEvent): EventFit | undefined => {
  switch (clip.scene) {
    case 'fire-lane':
      return fitOfStand(clip, truth, told);
    case 'straw-burning':
      return fitOfFire(clip, truth, told);
    case 'high-rise-throwing':
      return fitOfFall(truth, told);
  }
};

const fitOfStand = (clip: Ground, truth: TruthEvent, told: ReportedEvent): EventFit | undefined => {
  const endsAt = truth.endSeconds ?? Number.POSITIVE_INFINITY;
  const isMeanwhile =
    told.openedSeconds >= truth.firstSeconds && told.openedSeconds <= endsAt + limits.laneClearSeconds;
  if (!isMeanwhile || !touchesAny(told.box, truth.boxes)) return undefined;
  const openDelaySeconds = told.openedSeconds - truth.firstSeconds - (clip.dwellSeconds ?? 0);
  return {
    isExact: Math.abs(openDelaySeconds) <= limits.laneOpenSeconds,
    startErrorSeconds: told.startedSeconds - truth.firstSeconds,
    openDelaySeconds,
    ...(told.clearedSeconds === undefined || truth.endSeconds === undefined
      ? {}
      : { clearDelaySeconds: told.clearedSeconds - truth.endSeconds }),
  };
};

const fitOfFire = (clip: Ground, truth: TruthEvent, told: ReportedEvent): EventFit | undefined => {
  const { openedSeconds } = told;
  const isMeanwhile =
    openedSeconds >= truth.firstSeconds && openedSeconds <= (truth.endSeconds ?? Number.POSITIVE_INFINITY);
  if (!isMeanwhile || !touchesAny(told.box, boxesAround(truth.boxes, openedSeconds))) return undefined;
  const large = truth.boxes.find(({ box: [, , w, h] }) => Math.max(w, h) >= limits.farPlumePixels);
  return {
    isExact: true,
    startErrorSeconds: told.startedSeconds - truth.firstSeconds,
    openDelaySeconds: openedSeconds - truth.firstSeconds,
    ...(large && clip.framesPerSecond && clip.timeLapse > 1
      ? { picturesAfter40Pixels: Math.round((openedSeconds - large.seconds) * clip.framesPerSecond) }
      : {}),
  };
};

const fitOfFall = (truth: TruthEvent, told: ReportedEvent): EventFit | undefined => {
  const startErrorSeconds = told.openedSeconds - truth.firstSeconds;
  if (Math.abs(startErrorSeconds) > limits.fallStartLooseSeconds) return undefined;
  const track = truth.track.length > 0 ? truth.track : centresOf(truth.boxes);
  const trackErrorPixels = medianDistance(told.track ?? [], track);
  if (trackErrorPixels !== undefined && trackErrorPixels > limits.fallTrackPixels) return undefined;
  return {
    isExact: Math.abs(startErrorSeconds) <= limits.fallStartSeconds,
    startErrorSeconds,
    openDelaySeconds: startErrorSeconds,
    ...(trackErrorPixels === undefined ? {} : { trackErrorPixels }),
  };
};

/** A truth without boxes is about the whole picture. */
const touchesAny = (box: Box, boxes: readonly { box: Box }[]): boolean =>
  boxes.length === 0 || boxes.some((other) => touch(box, other.box));

const touch = ([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean =>
  ax <= bx + bw && bx <= ax + aw && ay <= by + bh && by <= ay + ah;

/** The boxes of the last and the next moment that the truth knows. */
const boxesAround = (boxes: TruthEvent['boxes'], seconds: number): TruthEvent['boxes'] => {
  const before = Math.max(...boxes.filter((one) => one.seconds <= seconds).map((one) => one.seconds));
  const after = Math.min(...boxes.filter((one) => one.seconds >= seconds).map((one) => one.seconds));
  return boxes.filter((one) => one.seconds === before || one.seconds === after);
};

const centresOf = (boxes: TruthEvent['boxes']): TruthEvent['track'] =>
  boxes.map(({ seconds, box: [x, y, w, h] }) => [seconds, x + w / 2, y + h / 2]);

/** How far the told points lie from the true path at their own times; points outside its time say nothing. */
const medianDistance = (told: TruthEvent['track'], truth: TruthEvent['track']): number | undefined => {
  const distances = told.flatMap(([seconds, x, y]) => {
    const after = truth.findIndex(([at]) => at >= seconds);
    const [next, last] = [truth[after], truth[after - 1] ?? truth[after]];
    if (!next || !last || next[0] < seconds || last[0] > seconds) return [];
    const share = next[0] === last[0] ? 0 : (seconds - last[0]) / (next[0] - last[0]);
    return [Math.hypot(x - last[1] - share * (next[1] - last[1]), y - last[2] - share * (next[2] - last[2]))];
  });
  return distances.length === 0 ? undefined : median(distances);
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
