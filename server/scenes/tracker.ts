/**
 * Follows things from frame to frame and knows since when each has stood where it is. Made for sampled video
 * (0.5 Hz to every frame): a thing that stands is found again at its place, however long it was not looked at.
 */
import type { Box, Detection, Picture, Point } from '#contract/detection.ts';
import { type Appearance, appearanceAt, resemblance } from './tracker-appearance.ts';
import { areaOf, displacementOf, footOf, medianBox, scatterOf, sharedArea } from './tracker-boxes.ts';
import { pairTracks } from './tracker-pairing.ts';

export interface TrackerOptions {
  /** Movement that still counts as standing, in units of the box's mean side. */
  standingTolerance: number;
  /** How long a thing may be missing, frames being there, before it is gone: until it matters, and once `isKept`. */
  patienceMs: number;
  keptPatienceMs: number;
  /** How long what the pixels followed may be missing after they saw it leave. */
  endedPatienceMs: number;
  /** How long a thing may stay hidden behind others. */
  hiddenPatienceMs: number;
  /** Without any frame for so long, what is not kept starts afresh. */
  blindMs: number;
}

export const usualTracking: TrackerOptions = {
  standingTolerance: 0.22,
  patienceMs: 8_000,
  keptPatienceMs: 2_900,
  endedPatienceMs: 400,
  hiddenPatienceMs: 60_000,
  blindMs: 30_000,
};

/** What was seen in one frame: a detection, and what the pixels know of it. */
export interface Sighting extends Detection {
  /** The standing thing that the pixels follow there, and since when it stands. */
  thing?: { id: number; since: number };
  /** The pixels change from frame to frame: whatever is there now is not what was there before. */
  isMoving?: boolean;
}

/** One thing and its present stand; a new stand begins whenever it has moved. */
export interface Track {
  readonly id: number;
  label: string;
  score: number;
  /** The last box that was detected. */
  box: Box;
  /** Where it stands: settles in the first detections of the stand and then stays, so that creeping adds up. */
  place: Box;
  standingSince: number;
  lastSeenAt: number;
  /** Detections of this stand, frames in which it could have been seen, and frames in which others hid it. */
  seen: number;
  looked: number;
  hidden: number;
  /** Frames in which the picture showed it unmoved and the detector saw nothing: scenery that is taken for a thing blinks. */
  blinked: number;
  /** How much the detections of this stand scatter, in units of the box's mean side: what passes scatters, what stands repeats. */
  scatter: number;
  /** Something depends on this thing: it is confirmed by the picture too, and its leaving is told quickly. */
  isKept: boolean;
  isSeen: boolean;
  /** The picture at its place is still the same, whatever the detector says. */
  looksUnmoved: boolean;
  /** The standing thing in the pixels that it is, while there is one. */
  thing: number | undefined;
  /** Frames in which the detector saw it, since it is known. */
  detected: number;
}

interface Followed extends Track {
  hadThing: boolean;
  early: Box[];
  feet: Point[];
  votes: Map<string, number>;
  missingSince: number | undefined;
  strayingSince: number | undefined;
  strayed: number;
  unlike: number;
  look: Appearance | undefined;
  like: number | undefined;
}

export interface Tracker {
  /** Takes one frame's detections and returns the tracks that ended with it. */
  update(at: number, detections: readonly Sighting[], picture?: Picture): Track[];
  tracks(): readonly Track[];
}

/** The label of what only the pixels know. */
export const unknownLabel = 'obstruction';

const earlyBoxes = 4;
const mostFeet = 40;
const straysBeforeMoved = 2;
const strayingMsBeforeMoved = 900;
const hiddenShare = 0.3;
const likeEnough = 0.7;
const unlikeEnough = 0.15;

export function createTracker(options: TrackerOptions = usualTracking): Tracker {
  let followed: Followed[] = [];
  let lastAt: number | undefined;
  let count = 0;

  const begin = (at: number, detection: Sighting): Followed => ({
    id: ++count,
    label: detection.label,
    score: detection.score,
    box: detection.box,
    ...freshStand(detection.thing?.since ?? at, detection.box),
    lastSeenAt: at,
    isKept: false,
    isSeen: true,
    thing: detection.thing?.id,
    hadThing: detection.thing !== undefined,
    detected: detection.label === unknownLabel ? 0 : 1,
    votes: new Map([[detection.label, detection.score]]),
    missingSince: undefined,
  });

  return {
    tracks: () => followed,
    update(at, detections, picture) {
      const wasBlind = lastAt !== undefined && at - lastAt > options.blindMs;
      lastAt = at;
      const pairs = pairTracks(followed, detections);
      const matched = new Set(pairs.values());
      for (const track of followed) {
        const detection = pairs.get(track);
        const others = detections.filter((other) => other !== detection);
        const hidden = hiddenBy(track, others);
        track.like = picture && track.look && resemblance(track.look, appearanceAt(picture, track.place));
        track.looksUnmoved = track.like !== undefined && track.like >= likeEnough;
        if (detection) see(track, detection, at, picture, hidden, wasBlind);
        else miss(track, at, hidden);
      }
      const gone = followed.filter((track) => isGone(track, at, detections, pairs.get(track), options));
      followed = followed.filter((track) => !gone.includes(track));
      for (const detection of detections) if (!matched.has(detection)) followed.push(begin(at, detection));
      return gone;
    },
  };

  function see(
    track: Followed,
    detection: Sighting,
    at: number,
    picture: Picture | undefined,
    hidden: boolean,
    wasBlind: boolean,
  ): void {
    track.box = detection.box;
    track.score += (detection.score - track.score) * 0.2;
    track.votes.set(detection.label, (track.votes.get(detection.label) ?? 0) + detection.score);
    track.label = [...track.votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))[0];
    track.lastSeenAt = at;
    track.missingSince = undefined;
    track.isSeen = true;
    track.looked++;
    if (detection.label !== unknownLabel) track.detected++;
    if (followThing(track, detection)) return;
    const isAway = displacementOf(track.place, detection.box) > options.standingTolerance;
    const strays = detection.isMoving === true || (isAway && !track.looksUnmoved);
    track.strayed = strays ? track.strayed + 1 : 0;
    track.strayingSince = strays ? (track.strayingSince ?? at) : undefined;
    const moved = track.strayed >= straysBeforeMoved && at - track.strayingSince! >= strayingMsBeforeMoved;
    if (moved || (wasBlind && !track.isKept) || isAnother(track, hidden || strays)) {
      Object.assign(track, freshStand(at, detection.box));
      return;
    }
    track.feet.push(footOf(track.looksUnmoved ? track.place : detection.box));
    if (track.feet.length > mostFeet) track.feet.shift();
    track.scatter = scatterOf(track.feet) / Math.sqrt(Math.max(1, areaOf(track.place)));
    if (strays) return;
    track.seen++;
    if (!isAway && track.early.length < earlyBoxes) {
      track.early.push(detection.box);
      track.place = medianBox(track.early);
      if (track.early.length === earlyBoxes) track.look = picture && appearanceAt(picture, track.place);
    }
  }

  /** Where the pixels follow the thing, they say since when it stands. */
  function followThing(track: Followed, { thing, box }: Sighting): boolean {
    track.thing = thing?.id;
    if (!thing) return false;
    const startedAt = track.isKept ? track.standingSince : thing.since;
    const { seen } = track;
    Object.assign(track, freshStand(startedAt, box), { seen: seen + 1, looked: seen + 1, hadThing: true });
    return true;
  }

  function miss(track: Followed, at: number, hidden: boolean): void {
    track.isSeen = false;
    if (hidden) track.hidden++;
    else track.looked++;
    if (track.looksUnmoved) {
      track.blinked++;
      track.missingSince = undefined;
    } else track.missingSince ??= at;
  }
}

/** A stand that begins now, where the box is. */
function freshStand(at: number, box: Box) {
  return {
    place: box,
    standingSince: at,
    seen: 1,
    looked: 1,
    hidden: 0,
    blinked: 0,
    scatter: 0,
    early: [box],
    feet: [footOf(box)],
    strayingSince: undefined,
    strayed: 0,
    unlike: 0,
    look: undefined,
    like: undefined,
    looksUnmoved: false,
  };
}

/** Whether, twice running, something of quite another look is at the place: one vehicle took another's. */
function isAnother(track: Followed, unsure: boolean): boolean {
  if (unsure || track.isKept) return false;
  track.unlike = track.like !== undefined && track.like < unlikeEnough ? track.unlike + 1 : 0;
  return track.unlike >= 2;
}

const hiddenBy = (track: Track, others: readonly Detection[]): boolean =>
  others.some((other) => sharedArea(track.place, other.box) > hiddenShare * areaOf(track.place));

function isGone(
  track: Followed,
  at: number,
  detections: readonly Detection[],
  own: Detection | undefined,
  options: TrackerOptions,
): boolean {
  if (track.missingSince === undefined) return false;
  const missingMs = at - track.missingSince;
  if (track.hadThing) return missingMs >= options.endedPatienceMs;
  const hidden = hiddenBy(
    track,
    detections.filter((other) => other !== own),
  );
  if (hidden) return missingMs >= options.hiddenPatienceMs;
  return missingMs >= (track.isKept ? options.keptPatienceMs : options.patienceMs);
}
