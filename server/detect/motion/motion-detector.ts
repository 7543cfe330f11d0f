/** Finds small things that move before a fixed camera, and has a network say of each how much it looks like a thrown one. */
import type { Detection } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import type { Detector } from '../detector.ts';
import { ModelError } from '../model-registry.ts';
import type { ModelSession } from '../open-session.ts';
import { tensorNamed } from '../output-tensor.ts';
import { cropPlanes, cropSide, cutCrops } from './crops.ts';
import { createMotionProposals } from './motion-proposals.ts';

/** Pictures closer together than this tell nothing new: of 50 or 60 a second every other one is looked at. */
const leastGapMs = 26;
/** After a gap this long what came before does not belong to what follows. */
const longestGapMs = 700;

/** A detector for models of the family `motion-crops`: the proposals need no network, the network judges the proposals. */
export const createMotionDetector = (
  manifest: ModelManifest,
  output: OutputOf<'motion-crops'>,
  session: ModelSession,
): Detector => {
  const { input, classes, thresholds } = manifest;
  const proposals = createMotionProposals();
  const label = classes[0] as string;
  let lastAt: number | undefined;

  return {
    async detect(frame) {
      if (lastAt !== undefined) {
        const gap = frame.at - lastAt;
        if (gap > 0 && gap < leastGapMs) return undefined;
        if (gap <= 0 || gap > longestGapMs) proposals.reset();
      }
      lastAt = frame.at;
      const found = proposals.take(frame);
      if (!found) return undefined;
      const { scaleX, scaleY } = found.frame.picture;
      const blobs = found.blobs.slice(0, output.maxCrops);
      if (blobs.length === 0) return { frame: found.frame, detections: [] };
      const dims = [blobs.length, cropPlanes, cropSide, cropSide];
      const tensors = await session.run({ name: input.name, data: cutCrops(found, blobs), dims });
      const scores = tensorNamed(tensors, output.name);
      if (scores.data.length !== blobs.length) {
        throw new ModelError(`${manifest.name} gave ${scores.data.length} scores for ${blobs.length} crops`);
      }
      const detections = blobs.map(
        ({ x, y, width, height }, i): Detection => ({
          label,
          score: scores.data[i] as number,
          box: [(x - width / 2) * scaleX, (y - height / 2) * scaleY, width * scaleX, height * scaleY],
        }),
      );
      return { frame: found.frame, detections: detections.filter(({ score }) => score >= thresholds.score) };
    },
    reset: () => proposals.reset(),
  };
};
