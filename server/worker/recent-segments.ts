import type { Segment } from '../ingest/segment.ts';

/** The last segments of one camera in memory, so that a scene that decides late still gets its picture. */
export const createRecentSegments = (most: number) => {
  const segments: Segment[] = [];
  return {
    add(segment: Segment): void {
      segments.push(segment);
      if (segments.length > most) segments.shift();
    },
    /** The segment that shows the media time `at`, else the nearest one. */
    around(at: number): Segment | undefined {
      const distance = ({ startAt, durationMs }: Segment): number =>
        at < startAt ? startAt - at : Math.max(0, at - startAt - durationMs);
      return segments.toSorted((a, b) => distance(a) - distance(b) || b.startAt - a.startAt)[0];
    },
  };
};
