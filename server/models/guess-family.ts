import type { z } from 'zod';
import type { ModelOutput } from '#contract/model-output.ts';
import { guessGflPairs, guessHeatMap, guessNestedHeads, noteIndices } from './guess-from-maps.ts';
import { guessFromSeveral } from './guess-from-several.ts';
import { guessFromTable } from './guess-from-table.ts';
import { bareShape, type MeasuredOutput } from './measured-output.ts';

/** A family that would explain a model's answers. */
export interface FamilyGuess {
  output: z.input<typeof ModelOutput>;
  classes: number;
  /** 0..1: how well shapes and values agree with the family. */
  sureness: number;
  /** In words, for people. */
  reasons: string[];
}

export interface GuessContext {
  width: number;
  height: number;
  /** How many tensors come out. */
  outputs: number;
  /** Class names that the file brings along. */
  classNames?: readonly string[];
  /** The graph holds a NonMaxSuppression or TopK: its boxes are finished. */
  hasSuppression: boolean;
}

/** Every family that fits, the surest first, and what else there is to say; names of outputs are never trusted. */
export const guessFamilies = (
  outputs: readonly MeasuredOutput[],
  context: GuessContext,
): { guesses: FamilyGuess[]; notes: string[] } => {
  const notes: string[] = [];
  const guesses = [
    ...guessHeatMap(outputs, context),
    ...guessGflPairs(outputs, context),
    ...guessFromSeveral(outputs, context),
    ...outputs.flatMap((output) => guessFromTable(output, context)),
  ];
  const known = context.classNames?.length;
  for (const guess of guesses) {
    if (known === undefined) continue;
    if (guess.classes === known) {
      guess.sureness = Math.min(1, guess.sureness + 0.2);
      guess.reasons.push(`the file names ${known} classes, as many as the shape has`);
    } else if (guess.output.family !== 'detection-rows' && guess.output.family !== 'detection-lists') {
      guess.sureness -= 0.3;
      guess.reasons.push(`but the file names ${known} classes, and the shape has ${guess.classes}`);
    }
  }
  // Beside finished boxes, other tensors are masks, key points or leftovers.
  for (const guess of guesses) if (outputs.length > namesIn(guess)) guess.sureness -= 0.1;
  guesses.sort((a, b) => b.sureness - a.sureness);
  if (guesses.length === 0) notes.push(...guessNestedHeads(outputs, context), ...noteIndices(outputs));
  const masks = outputs.find(({ dims }) => bareShape(dims).length === 3 && bareShape(dims)[0] === 32);
  if (masks && outputs.length === 2) {
    notes.push(`${masks.name} looks like the masks of a segmentation model; export the detector alone`);
  }
  return { guesses: guesses.filter(({ sureness }) => sureness > 0.15), notes };
};

const namesIn = ({ output }: FamilyGuess): number => {
  switch (output.family) {
    case 'detection-lists':
      return output.count === undefined ? 3 : 4;
    case 'detr':
      return 2;
    case 'gfl':
      return output.heads ? output.heads.length * 2 : 1;
    case 'heat-map':
      return output.offset === undefined ? 1 : 2;
    default:
      return 1;
  }
};
