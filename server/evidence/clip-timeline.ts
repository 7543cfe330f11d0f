/** What the timeline needs of a coded picture; in decode order within its segment. */
export interface CodedPicture {
  /** The stream's own presentation time, seconds. */
  timestamp: number;
  /** Seconds. */
  duration: number;
  type: 'key' | 'delta';
}

export interface TimelineSegment<P extends CodedPicture> {
  /** Media time of the first picture, epoch milliseconds. */
  startAt: number;
  discontinuity: boolean;
  packets: P[];
}

/** A coded picture at its media time, epoch milliseconds. */
export interface PlacedPicture<P extends CodedPicture> {
  at: number;
  endAt: number;
  packet: P;
}

/** Beyond this a segment does not follow on the one before, whatever its timestamps say. */
export const toleranceMs = 500;

/**
 * Puts the pictures of consecutive segments on one line of media time: by the stream's own timestamps while they run
 * on, by the segments' start times after a discontinuity or a gap. What came twice is left out, and so is what can't be
 * decoded because the pictures before it are missing. The result is in decode order.
 */
export function placePictures<P extends CodedPicture>(
  segments: readonly TimelineSegment<P>[],
): PlacedPicture<P>[] {
  const placed: PlacedPicture<P>[] = [];
  let offsetMs: number | undefined;
  let endAt = Number.NEGATIVE_INFINITY;
  /** Timestamp of the keyframe from which on pictures can be decoded. */
  let resumedAtKey: number | undefined;
  for (const segment of segments) {
    const firstMs = Math.min(...segment.packets.map((packet) => packet.timestamp)) * 1000;
    const lastMs = Math.max(...segment.packets.map((packet) => packet.timestamp + packet.duration)) * 1000;
    const runsOn =
      offsetMs !== undefined &&
      !segment.discontinuity &&
      Math.abs(firstMs + offsetMs - segment.startAt) <= toleranceMs &&
      Math.abs(firstMs + offsetMs - endAt) <= toleranceMs;
    if (!runsOn || offsetMs === undefined) {
      const cameTwice = endAt - segment.startAt > (lastMs - firstMs) / 2;
      if (cameTwice) continue;
      const followsOn = Math.abs(segment.startAt - endAt) <= toleranceMs;
      offsetMs = (followsOn ? endAt : Math.max(segment.startAt, endAt)) - firstMs;
    }
    if (!runsOn) resumedAtKey = undefined;
    for (const packet of segment.packets) {
      if (packet.type === 'key') resumedAtKey ??= packet.timestamp;
      // what is shown before that keyframe leans on pictures that are not there
      if (resumedAtKey === undefined || packet.timestamp < resumedAtKey) continue;
      const at = packet.timestamp * 1000 + offsetMs;
      placed.push({ at, endAt: at + packet.duration * 1000, packet });
    }
    endAt = lastMs + offsetMs;
  }
  return placed;
}

/** The pictures that show [fromAt, toAt): from the last keyframe at or before it, to the last one shown before its end. */
export function cutPictures<P extends CodedPicture>(
  placed: readonly PlacedPicture<P>[],
  fromAt: number,
  toAt: number,
): PlacedPicture<P>[] {
  const keys = placed.flatMap((picture, index) => (picture.packet.type === 'key' ? [index] : []));
  const first = keys.findLast((index) => (placed[index]?.at ?? 0) <= fromAt) ?? keys[0];
  const last = placed.findLastIndex((picture) => picture.at < toAt);
  if (first === undefined || last < first) return [];
  const cut = placed.slice(first, last + 1);
  const keyAt = cut[0]?.at ?? 0;
  return cut.filter((picture) => picture.at >= keyAt);
}

export interface Stretch {
  fromAt: number;
  toAt: number;
}

/** The parts of [fromAt, toAt) that no picture covers, longer than the tolerance. */
export function missingStretches(
  placed: readonly { at: number; endAt: number }[],
  fromAt: number,
  toAt: number,
): Stretch[] {
  const missing: Stretch[] = [];
  let coveredTo = fromAt;
  for (const picture of [...placed].sort((a, b) => a.at - b.at)) {
    if (picture.at - coveredTo > toleranceMs)
      missing.push({ fromAt: coveredTo, toAt: Math.min(picture.at, toAt) });
    coveredTo = Math.max(coveredTo, picture.endAt);
  }
  if (toAt - coveredTo > toleranceMs) missing.push({ fromAt: coveredTo, toAt });
  return missing;
}
