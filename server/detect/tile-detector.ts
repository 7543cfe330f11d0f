import type { Box, Detection, Frame, Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import type { ModelTiles } from '#contract/model-input.ts';
import type { Detector } from './detector.ts';
import { extraInputsOf } from './extra-inputs.ts';
import { createDecoder } from './families/create-decoder.ts';
import { insidePicture } from './inside-picture.ts';
import { createModelInput } from './model-input.ts';
import { suppressOverlaps } from './non-maximum-suppression.ts';
import type { ModelSession } from './open-session.ts';
import { cutTile, reduced, type Tile, tilesOver } from './tiles.ts';

/**
 * Looks at the whole picture, reduced, and at pieces of it in full resolution, in which far things are large enough.
 * With a bound on runs the pieces take turns; one that found something is looked at again before the others.
 */
export const createTileDetector = (
  manifest: ModelManifest,
  { overlap }: ModelTiles,
  session: ModelSession,
  runsPerLook: number,
): Detector => {
  const { input, thresholds } = manifest;
  const modelInput = createModelInput(input);
  const decode = createDecoder(manifest);
  let waiting: Tile[] = [];
  let sizeKey = '';

  const find = async (
    frame: Frame,
    picture: Picture,
    corner: { left: number; top: number },
  ): Promise<Detection[]> => {
    const data = modelInput.tensorOf([picture]);
    const tensor = { name: input.name, data, dims: modelInput.dims };
    const outputs = await session.run(tensor, extraInputsOf(input, { ...frame, picture }));
    const [x, y] = [corner.left * picture.scaleX, corner.top * picture.scaleY];
    return decode(outputs, picture).map(({ label, score, box }) => ({
      label,
      score,
      box: [box[0] + x, box[1] + y, box[2], box[3]],
    }));
  };

  /** The pieces whose turn it is; they go to the end of the queue, or to its head if they find something. */
  const takeTurns = (frame: Frame): Tile[] => {
    const { width, height } = frame.picture;
    const key = `${width}×${height}`;
    if (key !== sizeKey) {
      sizeKey = key;
      const tiles = tilesOver(frame.picture, input, overlap);
      waiting = tiles.length === 1 ? [] : tiles;
    }
    return waiting.splice(0, Math.max(1, runsPerLook - 1));
  };

  const putBack = (tile: Tile, hasFound: boolean): void => {
    // Every other place is left to the rest, so that one lively piece never blinds the camera to the others.
    if (hasFound) waiting.splice(Math.min(1, waiting.length), 0, tile);
    else waiting.push(tile);
  };

  return {
    async detect(frame) {
      const { picture } = frame;
      const found = await find(frame, reduced(picture, input), { left: 0, top: 0 });
      const tiles = takeTurns(frame);
      for (const tile of tiles) {
        const inTile = await find(frame, cutTile(picture, tile), tile);
        found.push(...inTile);
        putBack(tile, inTile.length > 0);
      }
      const detections = suppressOverlaps(insidePicture(found, frame), thresholds.iou);
      const looked = tiles.map(
        ({ left, top, width, height }): Box => [
          left * picture.scaleX,
          top * picture.scaleY,
          width * picture.scaleX,
          height * picture.scaleY,
        ],
      );
      return Number.isFinite(runsPerLook) && tiles.length > 0
        ? { frame, detections, looked }
        : { frame, detections };
    },
    reset() {
      // Every look stands by itself.
    },
  };
};
