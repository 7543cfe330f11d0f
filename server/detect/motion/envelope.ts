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
const fractionBits = 4;
const fraction = 1 << fractionBits;
const restlessFraction = restlessness * fraction;
const firstSpread = 2 * fraction;
/** A pixel's restlessness follows over this many looks (a power of two). */
const memoryShift = 4;

/**
 * The larger and the smaller of two whole numbers without a branch: noise makes branches unpredictable, which costs more
 * than all the rest here.
 */
const lessOf = (difference: number): number => difference & (difference >> 31);
const larger = (a: number, b: number): number => a - lessOf(a - b);
const smaller = (a: number, b: number): number => b + lessOf(a - b);

/**
 * Starts from a picture as the usual one, with little restlessness. Beyond its restlessness a pixel may differ by `slack`:
 * keyframes of weak encoders pop by a few levels.
 */
export const createEnvelope = (first: Uint8Array, width: number, height: number, slack: number): Envelope => {
  const usual = first.slice();
  const spread = new Uint16Array(first.length).fill(firstSpread);
  const low = new Uint8Array(first.length);
  const high = new Uint8Array(first.length);
  /** Highest and lowest of three rows, by column, with a column more at either side. */
  const most = new Uint8Array(width + 2);
  const least = new Uint8Array(width + 2);

  const learnRow = (values: Uint8Array, y: number, { dx, dy }: PixelShift): void => {
    const from = y + dy;
    if (from < 0 || from >= height) return;
    const begin = Math.max(0, -dx);
    const end = Math.min(width, width - dx);
    follow(values, (y + dy) * width + dx + begin, usual, spread, y * width + begin, end - begin);
  };
  const widenRow = (y: number): void => {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    widestOfColumns(usual, above, y * width, below, width, most, least);
    widen(most, least, spread, low, high, y * width, width, slack);
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

// What follows runs for every pixel. It stands outside of the closure above, so that the compiler sees whose arrays they are.

/** Moves the usual values of a row by one towards the new ones, and their restlessness by a part of the distance. */
function follow(
  values: Uint8Array,
  from: number,
  usual: Uint8Array,
  spread: Uint16Array,
  to: number,
  count: number,
): void {
  for (let x = 0; x < count; x++) {
    const i = to + x;
    const difference = values[from + x]! - usual[i]!;
    const isLower = difference >> 31;
    usual[i]! += isLower - (-difference >> 31);
    const distance = (difference ^ isLower) - isLower;
    const restless = spread[i]!;
    spread[i] = restless + ((distance * restlessFraction - restless) >> memoryShift);
  }
}

/** The highest and lowest of three rows in each column, written from the second element on; the ends are repeated. */
function widestOfColumns(
  usual: Uint8Array,
  above: number,
  row: number,
  below: number,
  width: number,
  most: Uint8Array,
  least: Uint8Array,
): void {
  for (let x = 0; x < width; x++) {
    const a = usual[above + x]!;
    const b = usual[row + x]!;
    const c = usual[below + x]!;
    const ab = lessOf(a - b);
    most[x + 1] = larger(a - ab, c);
    least[x + 1] = smaller(b + ab, c);
  }
  most[0] = most[1]!;
  least[0] = least[1]!;
  most[width + 1] = most[width]!;
  least[width + 1] = least[width]!;
}

/** The widest of three columns, and the restlessness beyond it. */
function widen(
  most: Uint8Array,
  least: Uint8Array,
  spread: Uint16Array,
  low: Uint8Array,
  high: Uint8Array,
  row: number,
  width: number,
  slack: number,
): void {
  for (let x = 0; x < width; x++) {
    const reach = (spread[row + x]! >> fractionBits) + slack;
    const top = larger(larger(most[x]!, most[x + 1]!), most[x + 2]!) + reach;
    const bottom = smaller(smaller(least[x]!, least[x + 1]!), least[x + 2]!) - reach;
    high[row + x] = smaller(255, top);
    low[row + x] = larger(0, bottom);
  }
}
