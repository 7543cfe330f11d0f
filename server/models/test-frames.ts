import { fileURLToPath } from 'node:url';
import type { Frame } from '#contract/detection.ts';
import { ModelError } from '../detect/model-registry.ts';
import type { PictureShape } from '../ingest/picture-scaler.ts';
import { readPicture } from '../ingest/read-recording.ts';

/** A street of the demo district with vehicles standing and driving. */
export const shippedPicture = fileURLToPath(new URL('./test-picture.jpg', import.meta.url));

/** The picture as a model wants it, as often as it stacks pictures. */
export const readTestFrames = async (
  picture: string,
  shape: PictureShape,
  count: number,
): Promise<Frame[]> => {
  const frame = await readPicture(picture, shape).catch((error: Error) => {
    throw new ModelError(`${picture} can't be read as a picture: ${error.message}`);
  });
  return Array.from({ length: count }, (_, i) => ({ ...frame, at: i * 40 }));
};
