/** What a frame shows of things that may stand in a lane: by the pixels first, by the detector where they don't refute it. */
import type { Detection, Observation } from '#contract/detection.ts';
import type { StandingThing } from './fire-lane-followed.ts';
import type { Inspection, StandingThings } from './fire-lane-standing.ts';
import { blockingOnly } from './fire-lane-zone.ts';
import { type Sighting, unknownLabel } from './tracker.ts';
import { areaOf, overlapOf, sharedArea } from './tracker-boxes.ts';

const unknownScore = 0.5;
/** Shares of a box's cells: that show plain ground, on which the detector has always seen something; that don't move. */
const plainGround = 0.75;
const halfGround = 0.5;
/** What is a thing has a plain border; a patch of road that a detector mistakes for one has not. */
const plainBorder = 0.8;
const alwaysCovered = 0.6;
const stillShare = 0.6;
const mostPersonShare = 0.3;

/** What stands by the pixels, named by the detections upon it; then the detections that the pixels don't refute. */
export function sightingsOf(
  { frame, detections }: Observation,
  standing: StandingThings,
  threshold: number,
): Sighting[] {
  const known = blockingOnly(detections, threshold);
  const people = detections.filter(({ label, score }) => label === 'person' && score >= threshold);
  const things = standing
    .observe(frame.at, frame.picture, [...known, ...people])
    .filter(({ personLooks, looks }) => personLooks < mostPersonShare * looks);
  const free = known.filter((detection) => !things.some((thing) => isUpon(detection, thing)));
  return [
    ...things.map((thing): Sighting => nameThing(thing, known)),
    ...free.flatMap((detection): Sighting[] => {
      const ground = standing.inspect(detection.box);
      if (ground && isBareGround(ground)) return [];
      return [{ ...detection, isMoving: ground !== undefined && ground.same < stillShare }];
    }),
  ];
}

const nameThing = ({ id, since, box }: StandingThing, known: readonly Detection[]): Sighting => {
  const fits = known.map((detection) => ({ detection, fit: overlapOf(detection.box, box) }));
  const best = fits.reduce((a, b) => (b.fit > a.fit ? b : a), {
    detection: undefined as Detection | undefined,
    fit: 0.3,
  });
  const thing = { id, since };
  return best.detection
    ? { ...best.detection, thing }
    : { label: unknownLabel, score: unknownScore, box, thing };
};

/** Whether what the pixels take for ground has had something upon it ever since they learnt it. */
export const isGroundWithThing = ({ ground, covered, border }: Inspection): boolean =>
  ground >= halfGround && covered >= alwaysCovered && border >= plainBorder;

/** Whether the pixels show the ground where the detector sees a thing, and did so before it saw it. */
const isBareGround = ({ ground, covered, border }: Inspection): boolean =>
  (ground >= plainGround && covered < alwaysCovered) || (ground >= halfGround && border < plainBorder);

/** Whether a detection and a standing thing are one. */
function isUpon({ box }: Detection, thing: StandingThing): boolean {
  if (overlapOf(box, thing.box) > 0.3) return true;
  return sharedArea(box, thing.box) > 0.5 * Math.min(areaOf(box), areaOf(thing.box));
}
