import { stridesFor } from './grid-sizes.ts';
import type { FamilyGuess, GuessContext } from './guess-family.ts';
import {
  bareShape,
  isUnit,
  type MeasuredOutput,
  type Range,
  rangeOf,
  rangeOfColumns,
} from './measured-output.ts';

/** What a single tensor could be: a row of classes, a table of finished boxes, or one of cells. */
export const guessFromTable = (output: MeasuredOutput, context: GuessContext): FamilyGuess[] => {
  // Four axes are a map, but for a classifier that keeps its pooled picture of one pixel.
  const isMap = output.dims.length > 3 && output.data.length !== output.dims[1];
  if (isMap) return [];
  const shape = bareShape(output.dims);
  const isOneRow = shape.length === 1 || output.dims.length > 3;
  if (isOneRow) return context.outputs === 1 ? guessClassifier(output, context) : [];
  if (shape.length !== 2) return [];
  const [rows, columns] = shape as [number, number];
  return [
    ...guessRows(output, rows, columns, context),
    ...guessCells(output, rows, columns, context),
    ...guessColumns(output, rows, columns, context),
  ];
};

const guessClassifier = ({ name, data }: MeasuredOutput, context: GuessContext): FamilyGuess[] => {
  if (data.length < 2 || data.length > 30_000) return [];
  const range = rangeOf(data);
  const sum = data.reduce((a, b) => a + b, 0);
  const isNormalised = isUnit(range) && Math.abs(sum - 1) < 0.01;
  const activation = isNormalised ? 'none' : isUnit(range) ? 'none' : 'softmax';
  const why = isNormalised
    ? 'its values are probabilities that sum to one'
    : isUnit(range)
      ? 'its values lie in 0..1 but do not sum to one: each class stands for itself'
      : 'its values are logits';
  return [
    {
      output: { family: 'classifier', name, activation },
      classes: data.length,
      sureness: isNormalised || context.classNames?.length === data.length ? 0.8 : 0.5,
      reasons: [`${name} is one row of ${data.length} numbers`, why],
    },
  ];
};

/** Finished rows: few columns, one of them whole numbers, one of them scores. */
const guessRows = (
  output: MeasuredOutput,
  rows: number,
  width: number,
  context: GuessContext,
): FamilyGuess[] => {
  if ((width !== 6 && width !== 7) || rows > 5000) return [];
  const column = (index: number): Range => rangeOf(output.data, index, width);
  const reads = (score: number, label: number): boolean =>
    isUnit({ ...column(score), min: Math.max(0, column(score).min) }) && column(label).isWhole;
  const orders =
    width === 7
      ? ([['batch-class-score-box', reads(2, 1) && column(0).isWhole, 3, 1]] as const)
      : ([
          ['box-score-class', reads(4, 5), 0, 5],
          ['class-score-box', reads(1, 0), 2, 0],
        ] as const);
  const isEmpty = rows === 0;
  return orders.flatMap(([columns, fits, box, label]): FamilyGuess[] => {
    if (!fits && !isEmpty) return [];
    const sides = rangeOfColumns(output, width, { from: box, to: box + 4 });
    const isNormalised = !isEmpty && sides.max <= 1.5;
    const reasons = [
      isEmpty
        ? `${output.name} has ${width} columns and found nothing: a picture with something in it tells more`
        : `${output.name} has ${rows} rows of ${width}: whole class numbers, scores in 0..1 and corners`,
    ];
    if (context.hasSuppression) reasons.push('the graph sorts or suppresses boxes itself');
    const looksLikeGrid = stridesFor(rows, context.width, context.height) !== undefined;
    return [
      {
        output: {
          family: 'detection-rows',
          name: output.name,
          columns,
          coordinates: isNormalised ? 'normalised' : 'input-pixels',
        },
        classes: context.classNames?.length ?? Math.max(1, column(label).max + 1),
        sureness: (isEmpty ? 0.3 : 0.75) + (context.hasSuppression ? 0.15 : 0) - (looksLikeGrid ? 0.3 : 0),
        reasons,
      },
    ];
  });
};

/** One row per cell: raw YOLOX, decoded YOLOv5, YOLOv8 turned around, or a GFL head. */
const guessCells = (
  output: MeasuredOutput,
  rows: number,
  width: number,
  { width: inputWidth, height: inputHeight }: GuessContext,
): FamilyGuess[] => {
  const grid = stridesFor(rows, inputWidth, inputHeight);
  if (!grid || width < 5) return [];
  const { strides, anchors } = grid;
  const { name } = output;
  const cells = `${rows} rows are the cells of ${inputWidth}×${inputHeight} at strides ${strides.join(', ')}`;
  const counted = anchors > 1 ? `${cells}, ${anchors} anchors each` : cells;
  const from5 = width > 5 ? rangeOfColumns(output, width, { from: 5, to: width }) : undefined;
  const objectness = rangeOf(output.data, 4, width);
  const boxes = coordinatesOf(output, width, inputWidth, inputHeight);
  const guesses: FamilyGuess[] = [];
  if (from5 && isUnit(from5) && isUnit(objectness)) {
    if (boxes === 'raw' && anchors === 1) {
      const reasons = [
        counted,
        'box columns are small and signed: offsets and logarithms',
        'the rest lies in 0..1',
      ];
      guesses.push({
        output: { family: 'yolox-grid', name, strides },
        classes: width - 5,
        sureness: 0.85,
        reasons,
      });
    } else if (boxes !== 'raw') {
      const reasons = [
        counted,
        `box columns span the picture (${boxes})`,
        'objectness and classes lie in 0..1',
      ];
      const sureness = anchors > 1 ? 0.85 : 0.7;
      guesses.push({
        output: { family: 'yolov5', name, coordinates: boxes },
        classes: width - 5,
        sureness,
        reasons,
      });
    }
  }
  const from4 = rangeOfColumns(output, width, { from: 4, to: width });
  if (boxes !== 'raw' && anchors === 1 && isUnit(from4)) {
    const reasons = [counted, `box columns span the picture (${boxes})`, 'all others lie in 0..1'];
    guesses.push({
      output: { family: 'yolov8', name, coordinates: boxes },
      classes: width - 4,
      sureness: 0.4,
      reasons,
    });
  }
  return [...guesses, ...guessGflTable(output, width, strides, anchors, counted)];
};

/** Probabilities first, then distributions of 8 bins (NanoDet) or 17 (GFL). */
const guessGflTable = (
  output: MeasuredOutput,
  width: number,
  strides: number[],
  anchors: number,
  counted: string,
): FamilyGuess[] =>
  [7, 16].flatMap((regMax): FamilyGuess[] => {
    const classes = width - 4 * (regMax + 1);
    if (classes < 1 || anchors > 1) return [];
    const scores = rangeOfColumns(output, width, { from: 0, to: classes });
    const bins = rangeOfColumns(output, width, { from: classes, to: width });
    if (!isUnit(scores) || isUnit(bins)) return [];
    return [
      {
        output: { family: 'gfl', name: output.name, strides, regMax },
        classes,
        sureness: 0.75 + (regMax === 7 && strides.length === 4 ? 0.1 : 0),
        reasons: [
          counted,
          `${classes} columns in 0..1, then 4 × ${regMax + 1} free ones: scores and distributions`,
        ],
      },
    ];
  });

/** YOLOv8's way: values along the first axis, boxes along the second. */
const guessColumns = (
  output: MeasuredOutput,
  rows: number,
  columns: number,
  { width, height }: GuessContext,
): FamilyGuess[] => {
  const grid = stridesFor(columns, width, height);
  if (!grid || rows < 5 || rows >= columns) return [];
  const scores = rangeOf(output.data.subarray(4 * columns));
  if (!isUnit(scores)) return [];
  const boxes = rangeOf(output.data.subarray(0, 4 * columns));
  const coordinates = boxes.max <= 1.5 ? 'normalised' : 'input-pixels';
  const reasons = [
    `${columns} columns are the cells of ${width}×${height} at strides ${grid.strides.join(', ')}`,
    `four rows of box (${coordinates}) over ${rows - 4} rows in 0..1, without objectness`,
  ];
  if (rows === 56) reasons.push('56 rows are also what a pose model has: one class and 17 key points');
  return [
    {
      output: { family: 'yolov8', name: output.name, coordinates },
      classes: rows - 4,
      sureness: rows === 56 ? 0.4 : 0.85,
      reasons,
    },
  ];
};

/** Whether the first four columns are finished boxes, and in what unit. */
const coordinatesOf = (
  output: MeasuredOutput,
  columns: number,
  width: number,
  height: number,
): 'raw' | 'normalised' | 'input-pixels' => {
  const centreX = rangeOf(output.data, 0, columns);
  const centreY = rangeOf(output.data, 1, columns);
  if (centreX.max > width * 0.5 && centreY.max > height * 0.5) return 'input-pixels';
  const sizes = rangeOfColumns(output, columns, { from: 2, to: 4 });
  const isSpread = centreX.max > 0.7 && centreX.min < 0.3 && centreX.max <= 1.2 && centreX.min > -0.2;
  return isSpread && sizes.min >= 0 && sizes.max <= 1.5 ? 'normalised' : 'raw';
};
