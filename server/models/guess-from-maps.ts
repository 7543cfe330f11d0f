import { cellCount } from './grid-sizes.ts';
import type { FamilyGuess, GuessContext } from './guess-family.ts';
import { bareShape, isUnit, type MeasuredOutput, rangeOf } from './measured-output.ts';

/** What tensors that keep the picture's rows and columns could be, and heads that come one per stride. */

export const guessHeatMap = (
  outputs: readonly MeasuredOutput[],
  { width, height, classNames }: GuessContext,
): FamilyGuess[] =>
  outputs.flatMap((heat): FamilyGuess[] => {
    const shape = bareShape(heat.dims, 3);
    const stride = strideOf(shape, width, height);
    if (heat.dims.length !== 4 || stride === undefined || !isUnit(rangeOf(heat.data))) return [];
    const [planes] = shape as [number];
    if (planes > 100) return [];
    const offset = outputs.find((one) => {
      const other = bareShape(one.dims, 3);
      return one !== heat && other[0] === 2 && other[1] === shape[1] && other[2] === shape[2];
    });
    const reasons = [`${heat.name} has ${planes} plane(s) in 0..1 at 1/${stride} of the picture`];
    if (offset) reasons.push(`${offset.name} has two planes of that size: offsets`);
    return [
      {
        output: {
          family: 'heat-map',
          heat: heat.name,
          ...(offset ? { offset: offset.name } : {}),
          stride,
          maxPeaks: 50,
        },
        classes: planes,
        sureness: stride > 1 ? 0.7 : 0.4,
        reasons,
      },
      ...(offset ? [] : [classMapOf(heat.name, planes, stride, classNames)]),
    ];
  });

/** The same numbers may mean areas instead of peaks; what has no outline speaks for areas. */
const classMapOf = (
  name: string,
  planes: number,
  stride: number,
  classNames: readonly string[] = [],
): FamilyGuess => {
  const hasNoOutline = classNames.some((one) => /smoke|fire|flame|water|fog/i.test(one));
  return {
    output: { family: 'class-map', name, stride },
    classes: planes,
    sureness: hasNoOutline ? 0.75 : 0.5,
    reasons: [
      `${name} may be areas as well as peaks${hasNoOutline ? ', and what it names has no outline' : ''}`,
    ],
  };
};

const strideOf = ([, rows, columns]: number[], width: number, height: number): number | undefined => {
  if (!rows || !columns) return undefined;
  const stride = width / columns;
  return Number.isInteger(stride) && height / rows === stride ? stride : undefined;
};

/** NanoDet's older exports: scores and distributions in a pair per stride. */
export const guessGflPairs = (
  outputs: readonly MeasuredOutput[],
  { width, height }: GuessContext,
): FamilyGuess[] => {
  const tables = outputs.flatMap((output) => {
    const shape = bareShape(output.dims, 2);
    const [cells, values] = shape;
    return shape.length === 2 && cells && values ? [{ output, cells, values }] : [];
  });
  const levels = [8, 16, 32, 64, 128].flatMap((stride) => {
    const here = tables.filter(({ cells }) => cells === cellCount(width, height, [stride]));
    const distances = here.find(({ values, output }) => values % 4 === 0 && !isUnit(rangeOf(output.data)));
    const scores = here.find(({ output }) => output !== distances?.output);
    return distances && scores ? [{ stride, distances, scores }] : [];
  });
  const [first] = levels;
  if (!first || levels.length < 2) return [];
  const regMax = first.distances.values / 4 - 1;
  const classes = first.scores.values;
  const isAlike = levels.every(
    ({ distances, scores }) => distances.values === first.distances.values && scores.values === classes,
  );
  if (!isAlike || regMax < 1) return [];
  const hasLogits = levels.some(({ scores }) => !isUnit(rangeOf(scores.output.data)));
  return [
    {
      output: {
        family: 'gfl',
        heads: levels.map(({ scores, distances }) => ({
          scores: scores.output.name,
          distances: distances.output.name,
        })),
        strides: levels.map(({ stride }) => stride),
        regMax,
        cellCentre: 0.5,
        activation: hasLogits ? 'sigmoid' : 'none',
      },
      classes,
      sureness: 0.85,
      reasons: [
        `a pair of tensors for each of the strides ${levels.map(({ stride }) => stride).join(', ')}`,
        `${classes} scores and 4 × ${regMax + 1} free numbers a cell`,
      ],
    },
  ];
};

/** A suppression's indices say which boxes stay, but not what they are. */
export const noteIndices = (outputs: readonly MeasuredOutput[]): string[] =>
  outputs
    .filter(({ type, dims }) => type === 'int64' && dims.length === 2 && dims[1] === 3)
    .map(
      ({ name }) =>
        `${name} may be the indices that a NonMaxSuppression chose; export the model without it, or with the boxes gathered`,
    );

/** Heads that still need anchors or a stride's arithmetic: named, so that people know what to ask of the export. */
export const guessNestedHeads = (
  outputs: readonly MeasuredOutput[],
  { width, height }: GuessContext,
): string[] => {
  const maps = outputs.filter(({ dims }) => dims.length >= 4);
  const perStride = maps.filter(({ dims }) =>
    [8, 16, 32].some((stride) =>
      [dims.slice(-2), dims.slice(2, 4)].some(
        ([rows, columns]) => rows === height / stride && columns === width / stride,
      ),
    ),
  );
  if (perStride.length < 2) return [];
  return [
    `${perStride.map(({ name }) => name).join(', ')} are raw heads, one per stride, whose arithmetic lies outside the file; export the model with its decoding (for YOLOv5 to v8 with the exporter's own ONNX option)`,
  ];
};
