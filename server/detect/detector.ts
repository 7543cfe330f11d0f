import type { Detection, Frame, Observation } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { extraInputsOf } from './extra-inputs.ts';
import { createDecoder } from './families/create-decoder.ts';
import { createModelInput } from './model-input.ts';
import type { ModelSession } from './open-session.ts';

/** Looks at one camera's frames with a model; the session may be shared, the detector remembers its own frames. */
export interface Detector {
  /** What the model finds; nothing while it still gathers frames, or passes this one over. */
  detect(frame: Frame): Promise<Observation | undefined>;
  /** Frames were lost or the picture changed: what came before does not belong to what follows. */
  reset(): void;
}

/** A gap this much longer than the usual time between frames breaks a stack. */
const longestGapRatio = 3;

export const createDetector = (manifest: ModelManifest, session: ModelSession): Detector => {
  const { input } = manifest;
  const modelInput = createModelInput(input);
  const decode = createDecoder(manifest);
  const span = (input.frames - 1) * input.frameStride + 1;
  const referenceFrame = input.referenceFrame ?? input.frames - 1;
  let recent: Frame[] = [];
  let sinceRun = input.everyFrames - 1;
  let usualGapMs = 0;

  const remember = (frame: Frame): void => {
    const before = recent.at(-1);
    if (before && span > 1) {
      const gapMs = frame.at - before.at;
      const isSameView = before.width === frame.width && before.height === frame.height;
      if (!isSameView || gapMs <= 0 || (usualGapMs > 0 && gapMs > usualGapMs * longestGapRatio)) {
        recent = [];
        usualGapMs = 0;
      } else {
        usualGapMs = usualGapMs === 0 ? gapMs : usualGapMs * 0.9 + gapMs * 0.1;
      }
    }
    recent.push(frame);
    if (recent.length > span) recent.shift();
  };

  return {
    async detect(frame) {
      remember(frame);
      sinceRun += 1;
      if (recent.length < span || sinceRun < input.everyFrames) return undefined;
      sinceRun = 0;
      const stack = recent.filter((_, i) => i % input.frameStride === 0);
      const reference = stack[referenceFrame] as Frame;
      const tensor = modelInput.tensorOf(stack.map(({ picture }) => picture));
      const outputs = await session.run(
        { name: input.name, data: tensor, dims: modelInput.dims },
        extraInputsOf(manifest, reference),
      );
      const detections = decode(outputs, reference.picture).map((detection) =>
        insidePicture(detection, reference),
      );
      return { frame: reference, detections: detections.filter(({ box }) => box[2] > 0 && box[3] > 0) };
    },
    reset() {
      recent = [];
      usualGapMs = 0;
    },
  };
};

/** Boxes end at the picture's edge. */
const insidePicture = ({ label, score, box }: Detection, { width, height }: Frame): Detection => {
  const left = Math.max(0, box[0]);
  const top = Math.max(0, box[1]);
  const right = Math.min(width, box[0] + box[2]);
  const bottom = Math.min(height, box[1] + box[3]);
  return { label, score, box: [left, top, right - left, bottom - top] };
};
