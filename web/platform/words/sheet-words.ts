import type { WordTree } from './word-tree.ts';

/** A case on paper. */
export const sheetWords = {
  print: ['打印', 'Print'],
  printed: ['{{name}} 打印于 {{time}}', 'Printed by {{name}}, {{time}}'],
  rating: {
    satisfied: ['满意', 'Satisfied'],
    'so-so': ['基本满意', 'So-so'],
    not: ['不满意', 'Not satisfied'],
  },
} as const satisfies WordTree;
