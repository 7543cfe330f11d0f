/** Looks through a fixed camera's frames for things that move, from three pixels up. */
import type { Frame } from '#contract/detection.ts';
import { type Blob, type BlobFinder, createBlobFinder } from './blobs.ts';
import { createShiftEstimator } from './camera-shift.ts';
import { createEnvelope, type Envelope } from './envelope.ts';

/** What moved at a moment. */
export interface Proposals {
  /** The frame that the blobs belong to; it lies a few frames behind the newest. */
  frame: Frame;
  /** Frames from the oldest to the newest that were at hand, and which of them `frame` is. */
  frames: readonly Frame[];
  reference: number;
  blobs: Blob[];
  /** How far the picture lies from its usual place. */
  shift: { dx: number; dy: number };
}

/** A thing is compared with where it was and will be this long before and after. */
const apartMs = 110;
const mostApartFrames = 4;
/** Every row is learnt from in the first second, then a part of them with each frame. */
const eagerFrames = 25;
const rowStep = 4;

/** Takes frames in order; answers once enough of them are at hand. */
export const createMotionProposals = () => {
  let frames: Frame[] = [];
  let envelope: Envelope | undefined;
  let finder: BlobFinder | undefined;
  let shiftOf: ReturnType<typeof createShiftEstimator> | undefined;
  let learnt = 0;
  let usualGapMs = 40;

  const begin = ({ picture: { data, width, height } }: Frame): void => {
    envelope = createEnvelope(data, width, height);
    finder = createBlobFinder(width, height);
    shiftOf = createShiftEstimator(width, height);
    learnt = 0;
  };

  return {
    take(frame: Frame): Proposals | undefined {
      const before = frames.at(-1);
      const { width, height } = frame.picture;
      if (before) usualGapMs += 0.1 * (Math.min(500, frame.at - before.at) - usualGapMs);
      if (!envelope || envelope.width !== width || envelope.height !== height) {
        frames = [];
        begin(frame);
      }
      const apart = Math.max(1, Math.min(mostApartFrames, Math.round(apartMs / usualGapMs)));
      frames = [...frames, frame].slice(-(2 * apart + 1));
      if (frames.length < 2 * apart + 1) return undefined;
      const reference = frames[apart]!;
      const now = reference.picture.data;
      const { dx, dy, brighter, sure } = shiftOf!(now, envelope!.usual);
      const shift = { dx: Math.round(dx), dy: Math.round(dy) };
      const moment = { before: frames[0]!.picture.data, now, after: frames.at(-1)!.picture.data };
      const blobs = sure ? finder!.find(envelope!, moment, shift, brighter) : undefined;
      const eager = learnt < eagerFrames || !blobs;
      envelope!.learn(now, shift, eager ? 0 : learnt % rowStep, eager ? 1 : rowStep);
      learnt++;
      return { frame: reference, frames, reference: apart, blobs: blobs ?? [], shift: { dx, dy } };
    },
    /** What came before no longer belongs to what follows; what was learnt stays. */
    reset(): void {
      frames = [];
    },
  };
};
