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
  learn(values: Uint8Array, shift: PixelShift, first: number, step: number): void;
}

/** How far the camera's picture lies from the learnt one, in whole pixels. */
export interface PixelShift {
  dx: number;
  dy: number;
}

/** Restlessness is this multiple of the mean distance from the usual value (3.2 standard deviations of noise). */
const restlessness = 4;
/** Fixed-point fractions of the restlessness. */
const fraction = 16;
const firstSpread = 2 * fraction;
/** A pixel's restlessness follows over this many looks (a power of two). */
const memoryShift = 4;

/**
 * Starts from a picture as the usual one, with little restlessness. Beyond its restlessness a pixel may differ by `slack`:
 * keyframes of weak encoders pop by a few levels.
 */
export const createEnvelope = (first: Uint8Array, width: number, height: number, slack: number): Envelope => {
  const usual = first.slice();
  const spread = new Uint16Array(first.length).fill(firstSpread);
  const low = new Uint8Array(first.length);
  const high = new Uint8Array(first.length);

  const learnRow = (values: Uint8Array, y: number, { dx, dy }: PixelShift): void => {
    const from = y + dy;
    if (from < 0 || from >= height) return;
    const begin = Math.max(0, -dx);
    const end = Math.min(width, width - dx);
    const source = from * width + dx;
    const row = y * width;
    for (let x = begin; x < end; x++) {
      const i = row + x;
      const difference = values[source + x]! - usual[i]!;
      if (difference > 0) usual[i]!++;
      else if (difference < 0) usual[i]!--;
      const distance = difference < 0 ? -difference : difference;
      spread[i]! += (distance * restlessness * fraction - spread[i]!) >> memoryShift;
    }
  };

  /** Highest and lowest of three rows, by column, with a column more at either side. */
  const most = new Uint8Array(width + 2);
  const least = new Uint8Array(width + 2);

  /** The widest of a pixel's neighbourhood, three rows by three columns, and its restlessness. */
  const widenRow = (y: number): void => {
    const above = Math.max(0, y - 1) * width;
    const row = y * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const a = usual[above + x]!;
      const b = usual[row + x]!;
      const c = usual[below + x]!;
      most[x + 1] = Math.max(a, b, c);
      least[x + 1] = Math.min(a, b, c);
    }
    most[0] = most[1]!;
    least[0] = least[1]!;
    most[width + 1] = most[width]!;
    least[width + 1] = least[width]!;
    for (let x = 0; x < width; x++) {
      const reach = (spread[row + x]! >> 4) + slack;
      high[row + x] = Math.min(255, Math.max(most[x]!, most[x + 1]!, most[x + 2]!) + reach);
      low[row + x] = Math.max(0, Math.min(least[x]!, least[x + 1]!, least[x + 2]!) - reach);
    }
  };

  for (let y = 0; y < height; y++) widenRow(y);
  return {
    width,
    height,
    usual,
    low,
    high,
    learn(values, shift, first, step) {
      for (let y = first; y < height; y += step) {
        learnRow(values, y, shift);
        widenRow(y);
      }
    },
  };
};
