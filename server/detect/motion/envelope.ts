/** Learns for every pixel between which values it rests, so that what does not belong there stands out. */

/** The learnt picture and what is still normal around it; all planes are as large as the picture. */
export interface Envelope {
  readonly width: number;
  readonly height: number;
  /** The usual value of each pixel: its running median. */
  readonly usual: Uint8Array;
  /** A pixel within `low..high` is at rest, even if the camera shook by a pixel. */
  readonly low: Uint8Array;
  readonly high: Uint8Array;
  /** Learns from every `step`-th row, beginning with `first`; the picture is shifted by whole pixels. */
  learn(luma: Uint8Array, shift: PixelShift, first: number, step: number): void;
}

/** How far the camera's picture lies from the learnt one, in whole pixels. */
export interface PixelShift {
  dx: number;
  dy: number;
}

/** Beyond its restlessness a pixel may differ by this much: keyframes of weak encoders pop by a few levels. */
const slack = 7;
/** Restlessness is this multiple of the mean distance from the usual value (3.2 standard deviations of noise). */
const restlessness = 4;
/** Fixed-point fractions of the restlessness. */
const fraction = 16;
const firstSpread = 2 * fraction;
/** A pixel's restlessness follows over this many looks (a power of two). */
const memoryShift = 4;

/** Starts from a picture as the usual one, with little restlessness. */
export const createEnvelope = (luma: Uint8Array, width: number, height: number): Envelope => {
  const usual = luma.slice();
  const spread = new Uint16Array(luma.length).fill(firstSpread);
  const low = new Uint8Array(luma.length);
  const high = new Uint8Array(luma.length);

  const learnRow = (luma: Uint8Array, y: number, { dx, dy }: PixelShift): void => {
    const from = y + dy;
    if (from < 0 || from >= height) return;
    const begin = Math.max(0, -dx);
    const end = Math.min(width, width - dx);
    const source = from * width + dx;
    const row = y * width;
    for (let x = begin; x < end; x++) {
      const i = row + x;
      const difference = luma[source + x]! - usual[i]!;
      if (difference > 0) usual[i]!++;
      else if (difference < 0) usual[i]!--;
      const distance = difference < 0 ? -difference : difference;
      spread[i]! += (distance * restlessness * fraction - spread[i]!) >> memoryShift;
    }
  };

  /** The widest of a pixel's neighbourhood, three rows by three columns. */
  const widenRow = (y: number): void => {
    const above = Math.max(0, y - 1) * width;
    const row = y * width;
    const below = Math.min(height - 1, y + 1) * width;
    let leftMost = 0;
    let leftLeast = 255;
    let most = 0;
    let least = 255;
    for (let x = 0; x <= width; x++) {
      let rightMost = 0;
      let rightLeast = 255;
      if (x < width) {
        const a = usual[above + x]!;
        const b = usual[row + x]!;
        const c = usual[below + x]!;
        rightMost = a > b ? Math.max(a, c) : Math.max(b, c);
        rightLeast = a < b ? Math.min(a, c) : Math.min(b, c);
      }
      if (x > 0) {
        const i = row + x - 1;
        const reach = (spread[i]! >> 4) + slack;
        let top = Math.max(most, leftMost);
        if (rightMost > top) top = rightMost;
        let bottom = Math.min(least, leftLeast);
        if (rightLeast < bottom) bottom = rightLeast;
        top += reach;
        bottom -= reach;
        high[i] = Math.min(top, 255);
        low[i] = Math.max(bottom, 0);
      }
      leftMost = most;
      leftLeast = least;
      most = rightMost;
      least = rightLeast;
    }
  };

  for (let y = 0; y < height; y++) widenRow(y);
  return {
    width,
    height,
    usual,
    low,
    high,
    learn(luma, shift, first, step) {
      for (let y = first; y < height; y += step) {
        learnRow(luma, y, shift);
        widenRow(y);
      }
    },
  };
};
