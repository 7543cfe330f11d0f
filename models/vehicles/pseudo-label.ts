/**
 * Labels pictures with two COCO models for training (YOLOX and DEIMv2, both Apache-2.0), whole and in quarters, and
 * keeps what one is sure of or both see. Prints one JSON line per picture: `{ file, boxes: [[x, y, w, h, class, score]] }`.
 *
 *   node --import tsx models/vehicles/pseudo-label.ts --yolox yolox_nano.onnx --deim deimv2.onnx FOLDER_OF_PICTURES > labels.jsonl
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as ort from 'onnxruntime-node';
import type { Box, Picture } from '#contract/detection.ts';
import { readPicture } from '../../server/ingest/read-recording.ts';
import { overlapOf } from '../../server/scenes/tracker-boxes.ts';

interface Guess {
  box: Box;
  label: number;
  score: number;
  teacher: 'yolox' | 'deim';
}

/** COCO's numbers for our classes: car, truck, bus, motorbike (with bicycles), person. */
const ours = new Map([
  [2, 0],
  [7, 1],
  [5, 2],
  [3, 3],
  [1, 3],
  [0, 4],
]);
const possibleScore = 0.2;
const sureScore = 0.45;
const side = { yolox: 416, deim: 320 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { yolox: { type: 'string' }, deim: { type: 'string' } },
});
if (!values.yolox || !values.deim || positionals.length !== 1)
  throw new Error('give --yolox, --deim and one folder');
const options = { intraOpNumThreads: 1, executionProviders: ['cpu'] };
const yolox = await ort.InferenceSession.create(values.yolox, options);
const deim = await ort.InferenceSession.create(values.deim, options);

/** The part [x, y, w, h] of a picture as planes of floats in a square of `size`, stretched or in the top left corner. */
function planesOf(picture: Picture, [x, y, w, h]: Box, size: number, stretch: boolean) {
  const factorX = stretch ? size / w : Math.min(size / w, size / h);
  const factorY = stretch ? size / h : factorX;
  const data = new Float32Array(3 * size * size).fill(stretch ? 0 : 114);
  const columns = Math.min(size, Math.round(w * factorX));
  const rows = Math.min(size, Math.round(h * factorY));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const from = pixelAt(picture, x + (column + 0.5) / factorX - 0.5, y + (row + 0.5) / factorY - 0.5);
      for (let c = 0; c < 3; c++) data[c * size * size + row * size + column] = from[c]!;
    }
  return { data, factorX, factorY };
}

function pixelAt({ data, width, height }: Picture, x: number, y: number): number[] {
  const left = Math.max(0, Math.min(width - 2, Math.floor(x)));
  const top = Math.max(0, Math.min(height - 2, Math.floor(y)));
  const fx = Math.min(1, Math.max(0, x - left));
  const fy = Math.min(1, Math.max(0, y - top));
  return [0, 1, 2].map((c) => {
    const at = (row: number, column: number) => data[((top + row) * width + left + column) * 3 + c]!;
    return (at(0, 0) * (1 - fx) + at(0, 1) * fx) * (1 - fy) + (at(1, 0) * (1 - fx) + at(1, 1) * fx) * fy;
  });
}

async function askYolox(picture: Picture, part: Box): Promise<Guess[]> {
  const { data, factorX } = planesOf(picture, part, side.yolox, false);
  const bgr = new Float32Array(data.length);
  const plane = side.yolox ** 2;
  for (let c = 0; c < 3; c++) bgr.set(data.subarray(c * plane, (c + 1) * plane), (2 - c) * plane);
  const input = new ort.Tensor('float32', bgr, [1, 3, side.yolox, side.yolox]);
  const grid = (await yolox.run({ images: input })).output!.data as Float32Array;
  const found: Guess[] = [];
  let at = 0;
  for (const stride of [8, 16, 32])
    for (let row = 0; row < side.yolox / stride; row++)
      for (let column = 0; column < side.yolox / stride; column++, at += 85)
        for (const [coco, label] of ours) {
          const score = grid[at + 4]! * grid[at + 5 + coco]!;
          if (score < possibleScore) continue;
          const w = (Math.exp(grid[at + 2]!) * stride) / factorX;
          const h = (Math.exp(grid[at + 3]!) * stride) / factorX;
          const x = part[0] + ((grid[at]! + column) * stride) / factorX - w / 2;
          const y = part[1] + ((grid[at + 1]! + row) * stride) / factorX - h / 2;
          found.push({ box: [x, y, w, h], label, score, teacher: 'yolox' });
        }
  return found;
}

async function askDeim(picture: Picture, part: Box): Promise<Guess[]> {
  const { data } = planesOf(picture, part, side.deim, true);
  const input = new ort.Tensor(
    'float32',
    data.map((value) => value / 255),
    [1, 3, side.deim, side.deim],
  );
  const size = new ort.Tensor(
    'int64',
    BigInt64Array.from([BigInt(Math.round(part[2])), BigInt(Math.round(part[3]))]),
    [1, 2],
  );
  const { labels, boxes, scores } = await deim.run({ images: input, orig_target_sizes: size });
  return Array.from(scores!.data as Float32Array).flatMap((score, i): Guess[] => {
    const label = ours.get(Number((labels!.data as BigInt64Array)[i]));
    if (label === undefined || score < possibleScore) return [];
    const [x1, y1, x2, y2] = (boxes!.data as Float32Array).subarray(i * 4, i * 4 + 4) as unknown as Box;
    return [{ box: [part[0] + x1, part[1] + y1, x2 - x1, y2 - y1], label, score, teacher: 'deim' }];
  });
}

/** The whole picture and four overlapping quarters; a quarter's guess that its inner edge cuts is left out. */
async function guesses(picture: Picture): Promise<Guess[]> {
  const { width, height } = picture;
  const whole: Box = [0, 0, width, height];
  const quarter: [number, number] = [width * 0.6, height * 0.6];
  const parts: Box[] = [0, 1].flatMap((i) =>
    [0, 1].map((j): Box => [i * width * 0.4, j * height * 0.4, ...quarter]),
  );
  const found: Guess[] = [];
  for (const part of [whole, ...parts]) {
    const [left, top, w, h] = part;
    const isCut = ({ box: [x, y, bw, bh] }: Guess): boolean =>
      (x < left + 4 && left > 0) ||
      (y < top + 4 && top > 0) ||
      (x + bw > left + w - 4 && left + w < width - 1) ||
      (y + bh > top + h - 4 && top + h < height - 1);
    const all = [...(await askYolox(picture, part)), ...(await askDeim(picture, part))];
    found.push(...all.filter((guess) => part === whole || !isCut(guess)));
  }
  return found;
}

/** The surest guess of each thing, if it is sure or both teachers saw the thing; whole vehicles before parts of them. */
function agreed(found: readonly Guess[]): Guess[] {
  const kept: Guess[] = [];
  const isVehicle = (label: number) => label < 3;
  for (const guess of [...found].sort((a, b) => b.score - a.score)) {
    const same = (other: Guess) =>
      overlapOf(other.box, guess.box) > 0.5 &&
      (other.label === guess.label || (isVehicle(other.label) && isVehicle(guess.label)));
    if (kept.some(same)) continue;
    const isSeenByBoth = found.some((other) => other.teacher !== guess.teacher && same(other));
    if (guess.score >= sureScore || isSeenByBoth) kept.push(guess);
  }
  return kept;
}

const folder = positionals[0]!;
for (const name of (await readdir(folder)).filter((file) => /\.(jpe?g|png)$/.test(file)).sort()) {
  const { picture } = await readPicture(path.join(folder, name), { fit: 'source-size', colour: 'rgb' });
  const boxes = agreed(await guesses(picture)).map(({ box, label, score }) => [
    ...box.map((value) => Math.round(value * 10) / 10),
    label,
    Math.round(score * 100) / 100,
  ]);
  process.stdout.write(`${JSON.stringify({ file: name, boxes })}\n`);
}
process.exit(0);
