import type { EvaluatedClip } from './evaluated-clip.ts';
import { type Estimate, rateOf, shareOf } from './intervals.ts';

/** One hour of the day before the camera. */
export interface HourTally {
  hour: number;
  cameraHours: number;
  events: number;
  found: number;
  falseEvents: number;
  recall: Estimate | undefined;
  falsePerCameraHour: Estimate | undefined;
}

const hourMs = 3_600_000;

/** Footage, events and false events by the hour of the day, of clips that say when they were made. */
export const byHour = (group: readonly EvaluatedClip[]): HourTally[] => {
  const hours = Array.from({ length: 24 }, () => ({ cameraHours: 0, events: 0, found: 0, falseEvents: 0 }));
  for (const evaluated of group) {
    const { startsAt, timeLapse } = evaluated.clip;
    if (!startsAt) continue;
    const start = placeTimeOf(startsAt);
    const at = (seconds: number) => hours[hourOf(start + seconds * timeLapse * 1000)]!;
    const end = start + evaluated.cameraHours * hourMs;
    for (let from = start; from < end; ) {
      const to = Math.min(end, (Math.floor(from / hourMs) + 1) * hourMs);
      hours[hourOf(from)]!.cameraHours += (to - from) / hourMs;
      from = to;
    }
    for (const { truth } of evaluated.matched) {
      at(truth.firstSeconds).events += 1;
      at(truth.firstSeconds).found += 1;
    }
    for (const truth of evaluated.missed) at(truth.firstSeconds).events += 1;
    for (const { told } of evaluated.false) at(told.openedSeconds).falseEvents += 1;
  }
  return hours
    .map((counted, hour) => ({
      hour,
      ...counted,
      recall: shareOf(counted.found, counted.events),
      falsePerCameraHour: rateOf(counted.falseEvents, counted.cameraHours),
    }))
    .filter(({ cameraHours, events }) => cameraHours + events > 0);
};

/** The clock's reading at the camera's place, as if it were UTC: `06:30+08:00` is half past six there. */
const placeTimeOf = (iso: string): number => Date.parse(iso.replace(/(Z|[+-]\d\d:?\d\d)$/, 'Z'));
const hourOf = (placeTime: number): number => new Date(placeTime).getUTCHours();
