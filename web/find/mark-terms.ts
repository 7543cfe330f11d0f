export interface MarkedPart {
  text: string;
  hit: boolean;
}

/** Splits a text where one of the terms stands in it; capitals don't matter. */
export function markTerms(text: string, terms: readonly string[]): MarkedPart[] {
  const wanted = terms.filter((term) => term !== '').sort((a, b) => b.length - a.length);
  if (wanted.length === 0 || text === '') return text === '' ? [] : [{ text, hit: false }];
  const pattern = new RegExp(`(${wanted.map(escapeForPattern).join('|')})`, 'giu');
  return text
    .split(pattern)
    .map((part, i) => ({ text: part, hit: i % 2 === 1 }))
    .filter((part) => part.text !== '');
}

const escapeForPattern = (term: string): string => term.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
