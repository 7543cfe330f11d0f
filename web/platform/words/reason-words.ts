import type { WordTree } from './word-tree.ts';

/** Why a scene decided so; the keys are the codes that `server/scenes` gives, the values are theirs. */
export const reasonWords = {} as const satisfies WordTree;
