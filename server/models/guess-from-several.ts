import type { FamilyGuess, GuessContext } from './guess-family.ts';
import { bareShape, isUnit, type MeasuredOutput, rangeOf } from './measured-output.ts';

/** Boxes, scores and labels in tensors of their own, told apart by shape and values. */
export const guessFromSeveral = (outputs: readonly MeasuredOutput[], context: GuessContext): FamilyGuess[] =>
  outputs.flatMap((boxes) => {
    const shape = bareShape(boxes.dims, 2);
    const [count, four] = shape;
    if (shape.length !== 2 || four !== 4 || count === undefined) return [];
    const others = outputs.filter((one) => one !== boxes);
    return [...guessLists(boxes, count, others, context), ...guessQueries(boxes, count, others)];
  });

const isWholeType = (type: string): boolean => /int/.test(type);

const guessLists = (
  boxes: MeasuredOutput,
  count: number,
  others: readonly MeasuredOutput[],
  context: GuessContext,
): FamilyGuess[] => {
  const listsOf = others.filter(({ data, dims }) => {
    const shape = bareShape(dims);
    return data.length === count && shape.length === 1;
  });
  const byType = listsOf.find(({ type, data }) => isWholeType(type) && rangeOf(data).isWhole);
  const labels = byType ?? listsOf.find(({ data }) => rangeOf(data).isWhole && rangeOf(data).max > 1);
  const scores = listsOf.find((one) => one !== labels && isUnit({ ...rangeOf(one.data), min: 0 }));
  if (!labels || !scores) return [];
  const counter = others.find(
    (one) => one !== labels && one !== scores && one.data.length === 1 && isWholeType(one.type),
  );
  const corners = rangeOf(boxes.data);
  const isNormalised = corners.max <= 1.5;
  const reasons = [
    `${boxes.name} holds ${count} boxes, ${labels.name} whole class numbers, ${scores.name} scores in 0..1`,
    isNormalised ? 'corners lie in 0..1' : 'corners are pixels',
  ];
  if (counter) reasons.push(`${counter.name} counts the boxes`);
  if (boxes.dims.length === 2) reasons.push('the outputs have no batch axis: one picture a run');
  return [
    {
      output: {
        family: 'detection-lists',
        boxes: boxes.name,
        scores: scores.name,
        labels: labels.name,
        ...(counter ? { count: counter.name } : {}),
        coordinates: isNormalised ? 'normalised' : 'input-pixels',
      },
      classes: context.classNames?.length ?? Math.max(1, rangeOf(labels.data).max + 1),
      sureness: byType ? 0.9 : 0.6,
      reasons,
    },
  ];
};

/** A DETR has a few hundred queries; its boxes are shares of the picture. */
const guessQueries = (
  boxes: MeasuredOutput,
  count: number,
  others: readonly MeasuredOutput[],
): FamilyGuess[] =>
  others.flatMap((logits): FamilyGuess[] => {
    const shape = bareShape(logits.dims, 2);
    const values = shape[1];
    if (shape.length !== 2 || shape[0] !== count || values === undefined || count > 2000) return [];
    if (!isUnit(rangeOf(boxes.data))) return [];
    const range = rangeOf(logits.data);
    if (isUnit(range)) return [];
    // With softmax one column, the last, is high for nearly every query: nothing is there.
    const activation = lastColumnWins(logits.data, values) > 0.7 && values > 1 ? 'softmax' : 'sigmoid';
    const classes = activation === 'softmax' ? values - 1 : values;
    return [
      {
        output: { family: 'detr', logits: logits.name, boxes: boxes.name, activation },
        classes,
        sureness: 0.8,
        reasons: [
          `${count} queries with ${values} free numbers in ${logits.name} and a box in 0..1 in ${boxes.name}`,
          activation === 'softmax'
            ? 'the last class wins nearly everywhere: it means nothing is there'
            : 'no class stands for nothing: each logit goes through a sigmoid',
        ],
      },
    ];
  });

const lastColumnWins = (data: Float32Array, width: number): number => {
  const rows = data.length / width;
  let wins = 0;
  for (let row = 0; row < rows; row++) {
    const values = data.subarray(row * width, (row + 1) * width);
    if (values.every((value) => value <= (values[width - 1] as number))) wins += 1;
  }
  return wins / Math.max(1, rows);
};
