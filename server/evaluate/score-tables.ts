import type { Estimate } from './intervals.ts';
import type { GroupScore, Scores, StillScore } from './scores.ts';
import { table } from './table.ts';
import type { Spread } from './tally.ts';

/** The figures as tables, each with its heading; what has no figures has no table. */
export const scoreTables = (scores: Scores): string =>
  [
    ['By set', scores.bySet.length > 0 && recordingTable(scores.bySet, 'set')],
    ['How far off', scores.bySet.length > 0 && errorTable(scores.bySet)],
    ['Single pictures', scores.stills.length > 0 && stillTable(scores.stills)],
    ['By camera', scores.byCamera.length > 0 && recordingTable(scores.byCamera, 'camera')],
    ['By hour of the day', scores.byHour.length > 0 && hourTable(scores.byHour)],
    ['By condition', scores.byCondition.length > 0 && recordingTable(scores.byCondition, 'condition')],
  ]
    .flatMap(([heading, text]) => (text ? [`${heading}\n\n${text}\n`] : []))
    .join('\n');

/** Recall counts what was told within the narrow limits, “found” what was told at all. */
export const recordingTable = (rows: readonly GroupScore[], kind: string): string =>
  table(
    [
      'scene',
      kind,
      'clips',
      'camera-hours',
      'events',
      'recall',
      'found',
      'precision',
      'false',
      'false/h',
      'false/day',
    ],
    rows.map((row) => [
      row.scene,
      row.name,
      String(row.clips),
      hours(row.cameraHours),
      String(row.events),
      share(row.recall),
      `${row.found}/${row.events}`,
      share(row.precision),
      String(row.falseEvents),
      rate(row.falsePerCameraHour, 1),
      rate(row.falsePerCameraHour, 24),
    ]),
  );

/** Medians, with the ninth tenth of the sizes behind the stroke. */
export const errorTable = (rows: readonly GroupScore[]): string =>
  table(
    [
      'scene',
      'set',
      'start error s',
      'track error px',
      'open delay s',
      'clear delay s',
      'cleared in 5 s',
      'pictures after 40 px',
    ],
    rows.map((row) => [
      row.scene,
      row.name,
      spread(row.startErrorSeconds, 2),
      spread(row.trackErrorPixels, 1),
      spread(row.openDelaySeconds, 1),
      spread(row.clearDelaySeconds, 1),
      share(row.clearedInTime),
      spread(row.picturesAfter40Pixels, 0),
    ]),
  );

export const stillTable = (rows: readonly StillScore[]): string =>
  table(
    ['scene', 'set', 'with', 'found', 'without', 'alarmed'],
    rows.map((row) => [
      row.scene,
      row.name,
      String(row.positives),
      share(row.recall),
      String(row.quiet),
      share(row.alarmedShare),
    ]),
  );

const hourTable = (rows: Scores['byHour']): string =>
  table(
    ['scene', 'hour', 'camera-hours', 'events', 'found', 'false', 'false/h'],
    rows.map((row) => [
      row.scene,
      `${String(row.hour).padStart(2, '0')}:00`,
      hours(row.cameraHours),
      String(row.events),
      share(row.recall),
      String(row.falseEvents),
      rate(row.falsePerCameraHour, 1),
    ]),
  );

const nothing = '–';
const hours = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
export const share = (estimate: Estimate | undefined): string =>
  estimate
    ? `${estimate.value.toFixed(2)} (${estimate.low.toFixed(2)}–${estimate.high.toFixed(2)})`
    : nothing;
export const rate = (estimate: Estimate | undefined, times: number): string =>
  estimate
    ? `${figure(estimate.value * times)} (${figure(estimate.low * times)}–${figure(estimate.high * times)})`
    : nothing;
const figure = (value: number): string =>
  value === 0 ? '0' : value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);
const spread = (value: Spread | undefined, digits: number): string =>
  value ? `${value.median.toFixed(digits)} / ${value.ninetyPercent.toFixed(digits)}` : nothing;
