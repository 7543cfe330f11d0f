/** How things fall: parabolas through measured points, and a fall with air drag fitted back to where it began. */

export const gravityMetresPerSecond2 = 9.80665;

/** `value(t) = start + rate·t + acceleration·t²/2`, t counted from the first sample. */
export interface Parabola {
  start: number;
  rate: number;
  acceleration: number;
  /** Root mean square distance of the samples from the curve. */
  rms: number;
}

/** Least-squares parabola through samples; a straight line when there are fewer than 4. */
export function fitParabola(seconds: readonly number[], values: readonly number[]): Parabola {
  const first = seconds[0] ?? 0;
  const t = seconds.map((s) => s - first);
  const degree = t.length >= 4 ? 2 : Math.min(1, t.length - 1);
  const [start = 0, rate = 0, half = 0] = solveNormalEquations(t, values, degree);
  const squares = t.map((s, i) => (values[i]! - start - rate * s - half * s * s) ** 2);
  const rms = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, t.length));
  return { start, rate, acceleration: 2 * half, rms };
}

/** The parabola's value `seconds` after its first sample. */
export const parabolaAt = (curve: Parabola, seconds: number): number =>
  curve.start + curve.rate * seconds + (curve.acceleration * seconds * seconds) / 2;

function solveNormalEquations(t: readonly number[], values: readonly number[], degree: number): number[] {
  const size = degree + 1;
  const rows = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => sumOf(t, (s) => s ** (i + j))),
    sumOf(t, (s, k) => values[k]! * s ** i),
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    const strongest = rows
      .map((row, index) => ({ index, size: index < pivot ? -1 : Math.abs(row[pivot]!) }))
      .reduce((a, b) => (b.size > a.size ? b : a));
    [rows[pivot], rows[strongest.index]] = [rows[strongest.index]!, rows[pivot]!];
    const lead = rows[pivot]![pivot]!;
    if (Math.abs(lead) < 1e-12) return [sumOf(values, (v) => v) / Math.max(1, values.length)];
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = rows[row]![pivot]! / lead;
      for (let column = pivot; column <= size; column++)
        rows[row]![column]! -= factor * rows[pivot]![column]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}

const sumOf = (items: readonly number[], of: (item: number, index: number) => number): number =>
  items.reduce((sum, item, index) => sum + of(item, index), 0);

/**
 * Metres fallen `seconds` after the highest point, with drag ∝ speed²:
 * (v²/g)·ln cosh(g·t/v) for the terminal speed v. Tends to g·t²/2 for short times.
 */
export function metresFallen(seconds: number, terminalSpeed: number): number {
  const x = Math.abs((gravityMetresPerSecond2 * seconds) / terminalSpeed);
  const logCosh = x > 20 ? x - Math.LN2 : Math.log(Math.cosh(x));
  return (terminalSpeed ** 2 / gravityMetresPerSecond2) * logCosh;
}

/** A fall from rest with drag, in pixels: where it was at any time, and how well the samples agree. */
export interface DraggedFall {
  /** Most plausible moment of release on the samples' clock, seconds. */
  releasedAt: number;
  releaseY: number;
  /** At the release, pixels a second squared. */
  acceleration: number;
  /** Pixels a second that the fall tends to; infinite without drag. */
  terminalSpeed: number;
  rms: number;
  at(seconds: number): number;
}

const earliestReleaseSeconds = 1.2;
const releaseSteps = 27;
/** Terminal speed over acceleration, in seconds: a sheet of paper has 0.3, a bottle 2.5. */
const dragSeconds = [0.2, 0.3, 0.42, 0.6, 0.85, 1.2, 1.8, 3, 100];

/**
 * Fits y(t) = y₀ + a·τ²·ln cosh((t − t₀)/τ), a fall from rest with drag ∝ speed², to image heights of unknown scale:
 * y₀ and a by least squares for every pair of release t₀ and drag time τ. Of pairs that fit alike the later release counts.
 */
export function fitDraggedFall(seconds: readonly number[], ys: readonly number[]): DraggedFall {
  const first = seconds[0]!;
  const candidates = Array.from(
    { length: releaseSteps },
    (_, i) => first + 0.1 - (i * (earliestReleaseSeconds + 0.1)) / (releaseSteps - 1),
  ).flatMap((releasedAt) => dragSeconds.map((tau) => lineThrough(seconds, ys, releasedAt, tau)));
  const falls = candidates.filter(({ acceleration }) => acceleration > 0);
  const best = (falls.length > 0 ? falls : candidates).reduce((a, b) => (b.rms < a.rms ? b : a));
  const noise = Math.max(best.rms, 0.3);
  const likelihood = ({ rms, releasedAt }: { rms: number; releasedAt: number }) =>
    Math.exp((-Math.min(seconds.length, 25) * (rms ** 2 - best.rms ** 2)) / (4 * noise ** 2)) *
    Math.exp(-((Math.max(0, first - releasedAt) / usuallySeenWithinSeconds) ** 2) / 2);
  const likely = falls.reduce((a, b) => (likelihood(b) > likelihood(a) ? b : a), best);
  const { releasedAt, tau, start, acceleration, rms } = likely;
  return {
    releasedAt,
    releaseY: start,
    acceleration,
    terminalSpeed: tau > 50 ? Number.POSITIVE_INFINITY : acceleration * tau,
    rms,
    at: (moment) => start + acceleration * dragged(moment - releasedAt, tau),
  };
}

/** τ²·ln cosh(t/τ): t²/2 for short times, growing by τ for each second later on; nothing before the release. */
function dragged(seconds: number, tau: number): number {
  const x = Math.max(0, seconds) / tau;
  const logCosh = x > 20 ? x - Math.LN2 : x < 1e-3 ? (x * x) / 2 : Math.log(Math.cosh(x));
  return tau * tau * logCosh;
}

function lineThrough(seconds: readonly number[], ys: readonly number[], releasedAt: number, tau: number) {
  const xs = seconds.map((s) => dragged(s - releasedAt, tau));
  const n = xs.length;
  const meanX = sumOf(xs, (x) => x) / n;
  const meanY = sumOf(ys, (y) => y) / n;
  const spread = sumOf(xs, (x) => (x - meanX) ** 2);
  const acceleration = spread > 0 ? sumOf(xs, (x, i) => (x - meanX) * (ys[i]! - meanY)) / spread : 0;
  const start = meanY - acceleration * meanX;
  const rms = Math.sqrt(sumOf(xs, (x, i) => (ys[i]! - start - acceleration * x) ** 2) / n);
  return { releasedAt, tau, start, acceleration, rms };
}

/** Where and when a fall began, as the samples allow it to be told. */
export interface FallOrigin {
  /** Seconds on the samples' clock. */
  releasedAt: number;
  heightMetres: number;
  /** One standard deviation of the height, from every fall that explains the samples nearly as well. */
  heightErrorMetres: number;
  terminalSpeed: number;
  rmsMetres: number;
}

/** How the fall was seen: heights are measured in the façade's plane, but the object flies before it. */
export interface FallView {
  cameraHeightMetres: number;
  facadeDistanceMetres: number;
  /** The first sample lies at the picture's upper edge, so the fall may have begun long before it. */
  entersFromAbove?: boolean;
}

/** A thing that is let go within the picture is usually noticed this soon. */
const usuallySeenWithinSeconds = 0.5;
const terminalSpeeds = [5, 5.6, 6.2, 6.9, 7.7, 8.6, 9.6, 10.8, 12.2, 14, 16.5, 20, 26, 40];
const outwardSpeeds = [0, 1, 2, 3, 4.5];
const balconyMetres = 1.3;
const longestBeforeSeconds = 3.5;

/**
 * Fits a fall from rest with drag to apparent heights. Terminal speed and the push away from the façade
 * can't be told from one camera alone, so all plausible pairs are tried and their spread is the error.
 */
export function fitFallOrigin(
  seconds: readonly number[],
  apparentHeights: readonly number[],
  view: FallView,
  noiseMetres: number,
): FallOrigin {
  const first = seconds[0]!;
  const candidates: (FallOrigin & { weight: number })[] = [];
  for (const terminalSpeed of terminalSpeeds) {
    for (const outward of outwardSpeeds) {
      const mismatch = (releasedAt: number) =>
        mismatchOf(seconds, apparentHeights, view, { releasedAt, terminalSpeed, outward });
      const releasedAt = minimise(mismatch, first - longestBeforeSeconds, first + 0.4);
      const fit = mismatch(releasedAt);
      candidates.push({
        releasedAt,
        terminalSpeed,
        heightMetres: fit.heightMetres,
        heightErrorMetres: 0,
        rmsMetres: fit.rmsMetres,
        weight: 0,
      });
    }
  }
  const best = candidates.reduce((a, b) => (b.rmsMetres < a.rmsMetres ? b : a));
  const floorNoise = Math.max(best.rmsMetres, noiseMetres);
  const samples = Math.min(seconds.length, 25);
  for (const candidate of candidates) {
    const excess = (candidate.rmsMetres ** 2 - best.rmsMetres ** 2) / floorNoise ** 2;
    const unseen = view.entersFromAbove ? 0 : (first - candidate.releasedAt) / usuallySeenWithinSeconds;
    candidate.weight = Math.exp((-samples * excess) / 4 - unseen ** 2 / 2);
  }
  const total = sumOf(
    candidates.map((c) => c.weight),
    (w) => w,
  );
  const mean = (of: (c: FallOrigin) => number) =>
    candidates.reduce((sum, c) => sum + (c.weight * of(c)) / total, 0);
  const heightMetres = mean((c) => c.heightMetres);
  const spread = Math.sqrt(mean((c) => (c.heightMetres - heightMetres) ** 2));
  return {
    releasedAt: mean((c) => c.releasedAt),
    heightMetres,
    heightErrorMetres: Math.hypot(spread, noiseMetres, 0.5),
    terminalSpeed: mean((c) => c.terminalSpeed),
    rmsMetres: best.rmsMetres,
  };
}

function mismatchOf(
  seconds: readonly number[],
  apparentHeights: readonly number[],
  { cameraHeightMetres, facadeDistanceMetres }: FallView,
  fall: { releasedAt: number; terminalSpeed: number; outward: number },
): { heightMetres: number; rmsMetres: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < seconds.length; i++) {
    const after = seconds[i]! - fall.releasedAt;
    const before = Math.max(0, balconyMetres + fall.outward * Math.max(0, after));
    const nearer = Math.max(0.3, 1 - before / facadeDistanceMetres);
    const height = cameraHeightMetres + (apparentHeights[i]! - cameraHeightMetres) * nearer;
    const origin = height + metresFallen(after, fall.terminalSpeed);
    sum += origin;
    squares += origin * origin;
  }
  const heightMetres = sum / seconds.length;
  const variance = squares / seconds.length - heightMetres ** 2;
  return { heightMetres, rmsMetres: Math.sqrt(Math.max(0, variance)) };
}

/** Coarse to fine search: the mismatch has one valley over the seconds before the first sample. */
function minimise(of: (x: number) => { rmsMetres: number }, low: number, high: number): number {
  let best = low;
  for (let round = 0; round < 4; round++) {
    const step = (high - low) / 16;
    let least = Number.POSITIVE_INFINITY;
    for (let x = low; x <= high + 1e-9; x += step) {
      const { rmsMetres } = of(x);
      if (rmsMetres < least) [least, best] = [rmsMetres, x];
    }
    [low, high] = [best - step, best + step];
  }
  return best;
}
