/**
 * Finds how the camera has moved since its reference picture, by least squares on what is fixed (Lucas and Kanade,
 * inverse compositional, with weights that leave out what moves by itself). A mast in the wind, a phone, a drone.
 */
import type { Picture } from '#contract/detection.ts';
import { movementOf, unmoved, type View } from './fire-lane-view.ts';

const iterations = 8;
const enoughPoints = 60;
const mostPoints = 2_500;
/** Pixels of the half-size picture: what can't be believed from one look to the next, and ever. */
const largestStep = 12;
const largestMovement = 40;
const surroundings = 5;
/** How much of the present picture the reference takes on, every so many looks. */
const referenceShare = 0.15;
const renewAfter = 10;

/** Structure: what is brighter or darker than its surroundings, as a share of them, so that exposure doesn't matter. */
interface Structure {
  width: number;
  height: number;
  values: Float32Array;
}

interface Points {
  x: Float32Array;
  y: Float32Array;
  slopeX: Float32Array;
  slopeY: Float32Array;
  count: number;
}

export interface CameraShake {
  /** How this picture's view has moved since the first one's. */
  follow(picture: Picture): View;
}

export function createCameraShake(): CameraShake {
  let reference: Structure | undefined;
  let points: Points | undefined;
  let view: View = unmoved;
  let looks = 0;

  return {
    follow(picture) {
      const seen = structureOf(picture);
      if (!reference || !points || reference.width !== seen.width || reference.height !== seen.height) {
        reference = seen;
        points = pointsOf(seen);
        view = unmoved;
        return view;
      }
      const half = refine(reference, points, seen, halved(view));
      if (half) view = doubled(half);
      if (++looks % renewAfter === 0) {
        blend(reference, seen, halved(view));
        points = pointsOf(reference);
      }
      return view;
    },
  };
}

const halved = (view: View): View => ({ ...view, right: view.right / 2, down: view.down / 2 });
const doubled = (view: View): View => ({ ...view, right: view.right * 2, down: view.down * 2 });

/** Steps from the last view to the one that explains the picture best; undefined where none is better. */
function refine(reference: Structure, points: Points, seen: Structure, from: View): View | undefined {
  if (points.count < enoughPoints) return undefined;
  const before = misfit(reference, points, seen, from);
  let view = from;
  for (let i = 0; i < iterations; i++) {
    const step = stepOf(reference, points, seen, view, Math.max(0.01, 1.5 * before));
    if (!step) return undefined;
    view = {
      right: view.right + step.right,
      down: view.down + step.down,
      turn: view.turn + step.turn,
      grow: view.grow + step.grow,
    };
    if (movementOf(step, reference) < 0.03) break;
  }
  const moved = movementOf(
    {
      right: view.right - from.right,
      down: view.down - from.down,
      turn: view.turn - from.turn,
      grow: view.grow - from.grow,
    },
    reference,
  );
  if (moved > largestStep || movementOf(view, reference) > largestMovement) return undefined;
  return misfit(reference, points, seen, view) < before ? view : undefined;
}

/** One least-squares step for right, down, turn and grow; errors beyond `scale` weigh little. */
function stepOf(
  reference: Structure,
  points: Points,
  seen: Structure,
  view: View,
  scale: number,
): View | undefined {
  const normal = new Float64Array(16);
  const wanted = new Float64Array(4);
  const row = new Float64Array(4);
  const middleX = (reference.width - 1) / 2;
  const middleY = (reference.height - 1) / 2;
  for (let i = 0; i < points.count; i++) {
    const x = points.x[i]!;
    const y = points.y[i]!;
    const error = valueSeen(seen, x, y, view) - reference.values[y * reference.width + x]!;
    const weight = 1 / (1 + (error / scale) ** 2) ** 2;
    const gx = points.slopeX[i]!;
    const gy = points.slopeY[i]!;
    row[0] = gx;
    row[1] = gy;
    row[2] = gy * (x - middleX) - gx * (y - middleY);
    row[3] = gx * (x - middleX) + gy * (y - middleY);
    for (let a = 0; a < 4; a++) {
      wanted[a]! -= weight * row[a]! * error;
      for (let b = 0; b < 4; b++) normal[a * 4 + b]! += weight * row[a]! * row[b]!;
    }
  }
  const solved = solve(normal, wanted);
  return solved && { right: solved[0]!, down: solved[1]!, turn: solved[2]!, grow: solved[3]! };
}

/** The median error at the points. */
function misfit(reference: Structure, points: Points, seen: Structure, view: View): number {
  const step = Math.max(1, Math.floor(points.count / 1_000));
  const errors: number[] = [];
  for (let i = 0; i < points.count; i += step)
    errors.push(
      Math.abs(
        valueSeen(seen, points.x[i]!, points.y[i]!, view) -
          reference.values[points.y[i]! * reference.width + points.x[i]!]!,
      ),
    );
  errors.sort((a, b) => a - b);
  return errors[Math.floor(errors.length / 2)]!;
}

function valueSeen(
  { width, height, values }: Structure,
  x: number,
  y: number,
  { right, down, turn, grow }: View,
): number {
  const dx = x - (width - 1) / 2;
  const dy = y - (height - 1) / 2;
  const fromX = Math.min(width - 1.001, Math.max(0, x + dx * grow - dy * turn + right));
  const fromY = Math.min(height - 1.001, Math.max(0, y + dy * grow + dx * turn + down));
  const left = Math.floor(fromX);
  const top = Math.floor(fromY);
  const fx = fromX - left;
  const fy = fromY - top;
  const at = top * width + left;
  const upper = values[at]! + (values[at + 1]! - values[at]!) * fx;
  const lower = values[at + width]! + (values[at + width + 1]! - values[at + width]!) * fx;
  return upper + (lower - upper) * fy;
}

/** Lets the reference follow the light slowly. */
function blend(reference: Structure, seen: Structure, view: View): void {
  const { width, height, values } = reference;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      values[i]! += (valueSeen(seen, x, y, view) - values[i]!) * referenceShare;
    }
}

/** The points where the picture has most structure, by its slopes. */
function pointsOf({ width, height, values }: Structure): Points {
  const margin = 3;
  const strengths = new Float32Array(values.length);
  for (let y = margin; y < height - margin; y++)
    for (let x = margin; x < width - margin; x++) {
      const i = y * width + x;
      strengths[i] = Math.hypot(values[i + 1]! - values[i - 1]!, values[i + width]! - values[i - width]!) / 2;
    }
  const sorted = strengths.slice().sort();
  const least = Math.max(0.012, sorted[Math.max(0, sorted.length - mostPoints)]!);
  const chosen: number[] = [];
  for (let i = 0; i < strengths.length; i++) if (strengths[i]! > least) chosen.push(i);
  const of = (value: (i: number) => number) => Float32Array.from(chosen, value);
  return {
    x: of((i) => i % width),
    y: of((i) => Math.floor(i / width)),
    slopeX: of((i) => (values[i + 1]! - values[i - 1]!) / 2),
    slopeY: of((i) => (values[i + width]! - values[i - width]!) / 2),
    count: chosen.length,
  };
}

/** The picture at half its size, each value against the mean of its surroundings. */
function structureOf({ data, width, height }: Picture): Structure {
  const columns = width >> 1;
  const rows = height >> 1;
  const light = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = (2 * y * width + 2 * x) * 3;
      const below = at + width * 3;
      light[y * columns + x] =
        (data[at + 1]! + data[at + 4]! + data[below + 1]! + data[below + 4]!) * 0.15 +
        (data[at]! + data[at + 3]! + data[below]! + data[below + 3]!) * 0.075 +
        (data[at + 2]! + data[at + 5]! + data[below + 2]! + data[below + 5]!) * 0.025;
    }
  const around = blurred(blurred(light, columns, rows, 1, columns), rows, columns, columns, 1);
  const values = light.map((value, i) => (value - around[i]!) / (around[i]! + 20));
  const smooth = blurred(blurred(values, columns, rows, 1, columns, 1), rows, columns, columns, 1, 1);
  return { width: columns, height: rows, values: smooth };
}

/** Running mean over 2 · reach + 1 values along one axis. */
function blurred(
  values: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  reach = surroundings,
): Float32Array {
  const out = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    const at = line * lineStep;
    let sum = 0;
    for (let i = -reach; i <= reach; i++) sum += values[at + Math.min(length - 1, Math.max(0, i)) * step]!;
    for (let i = 0; i < length; i++) {
      out[at + i * step] = sum / (2 * reach + 1);
      sum +=
        values[at + Math.min(length - 1, i + reach + 1) * step]! -
        values[at + Math.max(0, i - reach) * step]!;
    }
  }
  return out;
}

/** Solves a symmetric 4 × 4 system by elimination; undefined where it says nothing. */
function solve(normal: Float64Array, wanted: Float64Array): number[] | undefined {
  const a = Array.from({ length: 4 }, (_, i) => [...normal.subarray(i * 4, i * 4 + 4), wanted[i]!]);
  for (let i = 0; i < 4; i++) {
    const pivot = a.slice(i).reduce((best, row) => (Math.abs(row[i]!) > Math.abs(best[i]!) ? row : best));
    a.splice(a.indexOf(pivot), 1);
    a.splice(i, 0, pivot);
    if (Math.abs(pivot[i]!) < 1e-9) return undefined;
    for (let j = 0; j < 4; j++) {
      if (j === i) continue;
      const factor = a[j]![i]! / pivot[i]!;
      for (let k = i; k < 5; k++) a[j]![k]! -= factor * pivot[k]!;
    }
  }
  return a.map((row, i) => row[4]! / row[i]!);
}
