/** A word in Chinese and in English, written side by side so that neither can be forgotten. */
export type Word = readonly [zh: string, en: string];
export interface WordTree {
  readonly [key: string]: Word | WordTree;
}

export type Language = 'zh' | 'en';

/** The words of one language, in the shape that i18next reads. */
export type WordsOf<Tree> = { [K in keyof Tree]: Tree[K] extends Word ? string : WordsOf<Tree[K]> };

const isWord = (node: Word | WordTree): node is Word => Array.isArray(node);

export function wordsOf<Tree extends WordTree>(tree: Tree, language: Language): WordsOf<Tree> {
  const entries = Object.entries(tree).map(([key, node]) => [
    key,
    isWord(node) ? node[language === 'zh' ? 0 : 1] : wordsOf(node, language),
  ]);
  return Object.fromEntries(entries) as WordsOf<Tree>;
}

/** Every word with its dotted key, for checks. */
export function flatten(tree: WordTree, prefix = ''): { key: string; word: Word }[] {
  return Object.entries(tree).flatMap(([key, node]) =>
    isWord(node) ? [{ key: prefix + key, word: node }] : flatten(node, `${prefix}${key}.`),
  );
}
