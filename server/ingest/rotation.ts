import { AV_PKT_DATA_DISPLAYMATRIX, type CodecParameters } from './media-library.ts';

/** Turns a recording upright as its file asks: phones write the picture as the sensor lies. */

/** Clockwise turns by 90° that make the picture upright. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** Reads the container's 3×3 display matrix, whose first column is (cos, −sin) of the turn in 16.16 fixed point. */
export const quarterTurnsOf = (parameters: CodecParameters): QuarterTurns => {
  const matrix = parameters.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  return matrix ? quarterTurnsOfMatrix(matrix) : 0;
};

export const quarterTurnsOfMatrix = (matrix: Buffer): QuarterTurns => {
  const degrees = (Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) * 180) / Math.PI;
  return (((Math.round(degrees / 90) % 4) + 4) % 4) as QuarterTurns;
};

/** Pixels of a `width`×`height` picture, rows packed, after the turns. */
export const turnPixels = (
  source: Uint8Array,
  width: number,
  height: number,
  channels: number,
  turns: QuarterTurns,
): Uint8Array => {
  if (turns === 0) return source;
  const target = new Uint8Array(source.length);
  const targetWidth = turns === 2 ? width : height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const toX = turns === 1 ? height - 1 - y : turns === 2 ? width - 1 - x : y;
      const toY = turns === 1 ? x : turns === 2 ? height - 1 - y : width - 1 - x;
      const from = (y * width + x) * channels;
      const to = (toY * targetWidth + toX) * channels;
      for (let c = 0; c < channels; c++) target[to + c] = source[from + c] as number;
    }
  }
  return target;
};
