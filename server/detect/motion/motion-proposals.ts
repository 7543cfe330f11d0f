/** Looks through a fixed camera's frames for things that move, from three pixels up. */
import type { Frame, Picture } from '#contract/detection.ts';
import { type Blob, type BlobFinder, createBlobFinder, type Plane } from './blobs.ts';
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
}

/** A thing is compared with where it was and will be this long before and after. */
const apartMs = 110;
const mostApartFrames = 4;
/** Every row is learnt from in the first second, then a part of them with each frame. */
const eagerFrames = 25;
const rowStep = 8;
const chromaRowStep = 16;
const lumaSlack = 7;
/** Encoders keep colours much steadier than brightness. */
const chromaSlack = 4;

/** One plane of the pictures, and what is learnt of it. */
interface Learnt {
  of(picture: Picture): Uint8Array;
  envelope: Envelope;
  step: 1 | 2;
}

/** Takes frames in order; answers once enough of them are at hand. */
export const createMotionProposals = () => {
  let frames: Frame[] = [];
  let planes: Learnt[] = [];
  let finder: BlobFinder | undefined;
  let shiftOf: ReturnType<typeof createShiftEstimator> | undefined;
  let learnt = 0;
  let usualGapMs = 40;

  const begin = ({ picture }: Frame): void => {
    const { data, width, height, chroma } = picture;
    frames = [];
    learnt = 0;
    finder = createBlobFinder(width, height);
    shiftOf = createShiftEstimator(width, height);
    planes = [{ of: (one) => one.data, envelope: createEnvelope(data, width, height, lumaSlack), step: 1 }];
    if (!chroma) return;
    for (const colour of ['blue', 'red'] as const) {
      planes.push({
        of: (one) => one.chroma?.[colour] ?? chroma[colour],
        envelope: createEnvelope(chroma[colour], chroma.width, chroma.height, chromaSlack),
        step: 2,
      });
    }
  };

  return {
    take(frame: Frame): Proposals | undefined {
      const before = frames.at(-1);
      const { width, height } = frame.picture;
      if (before) usualGapMs += 0.1 * (Math.min(500, frame.at - before.at) - usualGapMs);
      const known = planes[0]?.envelope;
      if (known?.width !== width || known.height !== height) begin(frame);
      const apart = Math.max(1, Math.min(mostApartFrames, Math.round(apartMs / usualGapMs)));
      frames = [...frames, frame].slice(-(2 * apart + 1));
      if (frames.length < 2 * apart + 1) return undefined;

      const reference = frames[apart]!;
      const { dx, dy, brighter, sure } = shiftOf!(reference.picture.data, planes[0]!.envelope.usual);
      const looks = planes.map(
        ({ of, envelope, step }): Plane => ({
          envelope,
          step,
          shift: { dx: Math.round(dx / step), dy: Math.round(dy / step) },
          before: of(frames[0]!.picture),
          now: of(reference.picture),
          after: of(frames.at(-1)!.picture),
          brighter: step === 1 ? brighter : 0,
        }),
      );
      const blobs = sure ? finder!.find(looks) : undefined;
      const isEager = learnt < eagerFrames || !blobs;
      for (const { envelope, now, shift, step } of looks) {
        const every = isEager ? 1 : step === 1 ? rowStep : chromaRowStep;
        envelope.learn(now, shift, learnt % every, every);
      }
      learnt++;
      return { frame: reference, frames, reference: apart, blobs: blobs ?? [] };
    },
    /** What came before no longer belongs to what follows; what was learnt stays. */
    reset(): void {
      frames = [];
    },
  };
};
