/** Which detection of a frame is which of the tracks. */
import type { Box } from '#contract/detection.ts';
import type { Sighting, Track } from './tracker.ts';
import { areaOf, overlapOf } from './tracker-boxes.ts';

/**
 * Each track's detection. First those seen a frame ago, by where they were; then what is missing, by where it stood:
 * so that a vehicle that drives past never answers for one that is hidden there.
 */
export function pairTracks<T extends Track>(
  tracks: readonly T[],
  detections: readonly Sighting[],
): Map<T, Sighting> {
  const pairs = new Map<T, Sighting>();
  const used = new Set<Sighting>();
  const take = (group: readonly T[], fitOf: (track: T, box: Box) => number, least: number) => {
    const candidates = group
      .flatMap((track) =>
        detections.map((detection) => ({ track, detection, fit: fitOf(track, detection.box) })),
      )
      .filter(({ fit }) => fit > least)
      .sort((a, b) => b.fit - a.fit);
    for (const { track, detection } of candidates) {
      if (pairs.has(track) || used.has(detection)) continue;
      pairs.set(track, detection);
      used.add(detection);
    }
  };
  const ofThing = new Map(
    detections.flatMap((detection) => (detection.thing ? [[detection.thing.id, detection]] : [])),
  );
  for (const track of tracks) {
    const detection = track.thing === undefined ? undefined : ofThing.get(track.thing);
    if (!detection || used.has(detection)) continue;
    pairs.set(track, detection);
    used.add(detection);
  }
  take(
    tracks.filter((track) => track.isSeen),
    (track, box) => (isOfLikeSize(track.box, box) ? overlapOf(track.box, box) : 0),
    0.25,
  );
  take(
    tracks.filter((track) => !track.isSeen),
    (track, box) => overlapOf(track.place, box),
    0.45,
  );
  return pairs;
}

/** What suddenly is more than twice as large is something else in front. */
const isOfLikeSize = (a: Box, b: Box): boolean =>
  Math.max(areaOf(a), areaOf(b)) <= 2.2 * Math.min(areaOf(a), areaOf(b));
