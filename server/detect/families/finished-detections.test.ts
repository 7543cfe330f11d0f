import { expect, it } from 'vitest';
import { frameOf, manifestOf } from '../test-pictures.ts';
import { createDecoder } from './create-decoder.ts';

const picture = frameOf({ width: 32, height: 16, scale: 2 }).picture;
const tensor = (dims: number[], values: number[]) => ({ data: Float32Array.from(values), dims });
const rows = { family: 'detection-rows', name: 'out', firstClass: 0, coordinates: 'input-pixels' } as const;
const lists = {
  family: 'detection-lists',
  boxes: 'boxes',
  scores: 'scores',
  labels: 'labels',
  coordinates: 'input-pixels',
  firstClass: 0,
} as const;
const found = [{ label: 'truck', score: expect.closeTo(0.8, 5), box: [4, 8, 16, 12] }];

it.each([
  ['box-score-class', [2, 4, 10, 10, 0.8, 1], [0, 0, 0, 0, 0, 0]],
  ['class-score-box', [1, 0.8, 2, 4, 10, 10], [-1, 0, 0, 0, 0, 0]],
  ['batch-class-score-box', [0, 1, 0.8, 2, 4, 10, 10], [0, 0, 0.1, 2, 4, 10, 10]],
] as const)('reads finished rows in the order %s', (columns, row, filler) => {
  const decode = createDecoder(manifestOf({ output: { ...rows, columns } }));
  const values = [...filler, ...row];
  expect(decode({ out: tensor([1, 2, row.length], values) }, picture)).toEqual(found);
  expect(decode({ out: tensor([2, row.length], values) }, picture)).toEqual(found);
});

it('takes an empty answer for an empty picture', () => {
  const decode = createDecoder(manifestOf({ output: { ...rows, columns: 'box-score-class' } }));
  expect(decode({ out: tensor([0, 6], []) }, picture)).toEqual([]);
});

it('refuses rows of another width', () => {
  const decode = createDecoder(manifestOf({ output: { ...rows, columns: 'box-score-class' } }));
  expect(() => decode({ out: tensor([1, 7], Array(7).fill(1)) }, picture)).toThrow(/rows of 7 where 6/);
});

it('reads lists with and without a batch axis, and no more than the count says', () => {
  const boxes = [0, 0, 4, 4, 2, 4, 10, 10, 0, 0, 9, 9];
  const scores = [0.1, 0.8, 0.9];
  const decode = createDecoder(manifestOf({ output: { ...lists, count: 'count' } }));
  for (const lead of [[1], []]) {
    const tensors = {
      boxes: tensor([...lead, 3, 4], boxes),
      scores: tensor([...lead, 3], scores),
      labels: tensor([...lead, 3], [0, 1, 0]),
      count: tensor([1], [2]),
    };
    expect(decode(tensors, picture)).toEqual(found);
  }
});

it('counts classes from where the model does, and drops numbers beyond its classes', () => {
  const decode = createDecoder(manifestOf({ output: { ...lists, firstClass: 1 } }));
  const tensors = {
    boxes: tensor([3, 4], [2, 4, 10, 10, 0, 0, 1, 1, 0, 0, 1, 1]),
    scores: tensor([3], [0.8, 0.9, 0.9]),
    labels: tensor([3], [2, 3, 0]),
  };
  expect(decode(tensors, picture)).toEqual(found);
});

it('refuses lists of different lengths', () => {
  const decode = createDecoder(manifestOf({ output: lists }));
  const tensors = {
    boxes: tensor([2, 4], Array(8).fill(0)),
    scores: tensor([3], [0, 0, 0]),
    labels: tensor([3], [0, 0, 0]),
  };
  expect(() => decode(tensors, picture)).toThrow(/2 boxes, 3 scores and 3 labels/);
});

it('reads a DETR’s raw queries by sigmoid or by softmax with its class for nothing', () => {
  const box = [0.1875, 0.4375, 0.25, 0.375];
  const logit = (p: number) => Math.log(p / (1 - p));
  const output = { family: 'detr', logits: 'logits', boxes: 'boxes', firstClass: 0 } as const;
  const sigmoid = createDecoder(manifestOf({ output: { ...output, activation: 'sigmoid' } }));
  const boxes = tensor([1, 2, 4], [...box, ...box]);
  expect(sigmoid({ logits: tensor([1, 2, 2], [-5, logit(0.8), -5, -5]), boxes }, picture)).toEqual(found);
  const softmax = createDecoder(manifestOf({ output: { ...output, activation: 'softmax' } }));
  const logits = tensor(
    [1, 2, 3],
    [Math.log(0.1), Math.log(0.8), Math.log(0.1), Math.log(0.1), Math.log(0.2), Math.log(0.7)],
  );
  expect(softmax({ logits, boxes }, picture)).toEqual(found);
});

it('refuses a DETR with too few logits for its classes', () => {
  const output = {
    family: 'detr',
    logits: 'l',
    boxes: 'b',
    firstClass: 0,
    activation: 'sigmoid',
  } as const;
  const decode = createDecoder(manifestOf({ output, classes: ['a', 'b', 'c'] }));
  const tensors = { l: tensor([1, 1, 2], [0, 0]), b: tensor([1, 1, 4], [0, 0, 0, 0]) };
  expect(() => decode(tensors, picture)).toThrow(/2 logits a query for 3 classes/);
});

it('gives a classifier’s verdict the whole picture as its box', () => {
  const output = { family: 'classifier', name: 'out', activation: 'softmax' } as const;
  const decode = createDecoder(manifestOf({ output, classes: ['clear', 'smoke'] }));
  expect(decode({ out: tensor([1, 2], [Math.log(0.2), Math.log(0.8)]) }, picture)).toEqual([
    { label: 'smoke', score: expect.closeTo(0.8, 5), box: [0, 0, 64, 32] },
  ]);
  expect(() => decode({ out: tensor([1, 3], [0, 0, 0]) }, picture)).toThrow(/for 2 classes/);
});
