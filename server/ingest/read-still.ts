import type { Frame } from '#contract/detection.ts';
import { createSegmentDecoder, type Sampling } from './decode-segment.ts';
import type { Segment } from './segment.ts';
import { StreamFailure } from './stream-failure.ts';

const halfFrameMs = 20;

/** The picture that a segment shows at the media time `at`, or its keyframe: RGB at the source's full size. */
export const readStill = (segment: Segment, at: number | 'keyframe'): Frame => {
  const exact = at === 'keyframe' ? undefined : firstFrame(segment, { fromAt: at - halfFrameMs });
  const frame = exact ?? firstFrame(segment, 'keyframe');
  if (!frame) throw new StreamFailure('bad-segment', 'A segment without a picture that decodes');
  return frame;
};

const firstFrame = (segment: Segment, sampling: Sampling): Frame | undefined => {
  const decoder = createSegmentDecoder({ fit: 'source-size', colour: 'rgb' }, sampling, () => {});
  try {
    for (const frame of decoder.frames(segment)) return frame;
    return undefined;
  } finally {
    decoder.close();
  }
};
