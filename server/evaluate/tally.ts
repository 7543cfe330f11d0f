import type { EvaluatedClip } from './evaluated-clip.ts';
import { type EventFit, limits, median } from './event-fit.ts';
import { type Estimate, rateOf, shareOf } from './intervals.ts';

/** The middle and the ninth tenth of how far something was off, by size. */
export interface Spread {
  median: number;
  ninetyPercent: number;
}

/** What recordings (not single pictures) gave, counted. */
export interface Tally {
  clips: number;
  cameraHours: number;
  events: number;
  /** Told within the narrow limits. */
  exact: number;
  /** Told at all. */
  found: number;
  falseEvents: number;
  recall: Estimate | undefined;
  precision: Estimate | undefined;
  falsePerCameraHour: Estimate | undefined;
  startErrorSeconds: Spread | undefined;
  trackErrorPixels: Spread | undefined;
  openDelaySeconds: Spread | undefined;
  clearDelaySeconds: Spread | undefined;
  clearedInTime: Estimate | undefined;
  picturesAfter40Pixels: Spread | undefined;
}

/** Counts one group: its footage, what happened in it, how that was told. */
export const tallyOf = (group: readonly EvaluatedClip[]): Tally => {
  const fits = group.flatMap(({ matched }) => matched.map(({ fit }) => fit));
  const cameraHours = sum(group.map((clip) => clip.cameraHours));
  const events = fits.length + sum(group.map(({ missed }) => missed.length));
  const exact = fits.filter(({ isExact }) => isExact).length;
  const falseEvents = sum(group.map((clip) => clip.false.length));
  const clears = figures(fits, 'clearDelaySeconds');
  return {
    clips: group.length,
    cameraHours,
    events,
    exact,
    found: fits.length,
    falseEvents,
    recall: shareOf(exact, events),
    precision: shareOf(fits.length, fits.length + falseEvents),
    falsePerCameraHour: rateOf(falseEvents, cameraHours),
    startErrorSeconds: spreadOf(figures(fits, 'startErrorSeconds')),
    trackErrorPixels: spreadOf(figures(fits, 'trackErrorPixels')),
    openDelaySeconds: spreadOf(figures(fits, 'openDelaySeconds')),
    clearDelaySeconds: spreadOf(clears),
    clearedInTime: shareOf(
      clears.filter((delay) => Math.abs(delay) <= limits.laneClearSeconds).length,
      clears.length,
    ),
    picturesAfter40Pixels: spreadOf(figures(fits, 'picturesAfter40Pixels')),
  };
};

/** What single pictures gave: each is one question. */
export interface StillTally {
  pictures: number;
  positives: number;
  positivesFound: number;
  quiet: number;
  quietAlarmed: number;
  recall: Estimate | undefined;
  alarmedShare: Estimate | undefined;
}

export const stillTallyOf = (group: readonly EvaluatedClip[]): StillTally => {
  const positives = group.filter(({ clip }) => clip.events.length > 0);
  const quiet = group.filter(({ clip }) => clip.events.length === 0);
  const positivesFound = positives.filter(({ matched }) => matched.length > 0).length;
  const quietAlarmed = quiet.filter((clip) => clip.false.length > 0).length;
  return {
    pictures: group.length,
    positives: positives.length,
    positivesFound,
    quiet: quiet.length,
    quietAlarmed,
    recall: shareOf(positivesFound, positives.length),
    alarmedShare: shareOf(quietAlarmed, quiet.length),
  };
};

const figures = (fits: readonly EventFit[], name: Exclude<keyof EventFit, 'isExact'>): number[] =>
  fits.map((fit) => fit[name]).filter((value) => value !== undefined);

const spreadOf = (values: readonly number[]): Spread | undefined => {
  if (values.length === 0) return undefined;
  const sizes = values.map(Math.abs).sort((a, b) => a - b);
  return { median: median(values), ninetyPercent: sizes[Math.ceil(0.9 * sizes.length) - 1]! };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
