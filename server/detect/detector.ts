import type { Frame, Observation } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { extraInputsOf } from './extra-inputs.ts';
import { createDecoder } from './families/create-decoder.ts';
import { insidePicture } from './inside-picture.ts';
import { createModelInput } from './model-input.ts';
import { createMotionDetector } from './motion/motion-detector.ts';
import type { ModelSession } from './open-session.ts';
import { createTileDetector } from './tile-detector.ts';

/** Looks at one camera's frames with a model; the session may be shared, the detector remembers its own frames. */
export interface Detector {
  /** What the model finds; nothing while it still gathers frames, or passes this one over. */
  detect(frame: Frame): Promise<Observation | undefined>;
  /** Frames were lost or the picture changed: what came before does not belong to what follows. */
  reset(): void;
}

/** A gap this much longer than the usual time between frames breaks a stack. */
const longestGapRatio = 3;

/** `runsPerLook` bounds what one frame may cost a model that looks in tiles; without it all tiles are looked at. */
export const createDetector = (
  manifest: ModelManifest,
  session: ModelSession,
  { runsPerLook = Number.POSITIVE_INFINITY }: { runsPerLook?: number | undefined } = {},
): Detector => {
  const { output } = manifest;
  if (output.family === 'motion-crops') return createMotionDetector(manifest, output, session);
  if (manifest.input.tiles) return createTileDetector(manifest, manifest.input.tiles, session, runsPerLook);
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
        extraInputsOf(input, reference),
      );
      return { frame: reference, detections: insidePicture(decode(outputs, reference.picture), reference) };
    },
    reset() {
      recent = [];
      usualGapMs = 0;
    },
  };
};
