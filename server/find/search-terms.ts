/** What somebody typed into the one search box, as conditions of a query. */

/** Pairs of neighbouring characters as a tsquery, the way `search_grams` writes them; one character alone as a prefix. */
export function gramQuery(terms: readonly string[]): string {
  const grams = terms.flatMap((term) => {
    const characters = [...term];
    if (characters.length === 1) return [`${quote(term)}:*`];
    return characters.slice(1).map((character, i) => quote(`${characters[i]}${character}`));
  });
  return [...new Set(grams)].join(' & ');
}

/** A pattern for `like` that finds the term anywhere. */
export const anywhere = (term: string): string => `%${escapeLike(term)}%`;

/** A pattern for `like` over a reversed column: what ends with these digits. */
export const endingWith = (term: string): string => `${escapeLike([...term].reverse().join(''))}%`;

/** Digits that may be a case's number, or the end of one or of a phone: at least four. */
export const isNumberLike = (term: string): boolean => /^\d[\d-]{2,}\d$/.test(term);

const quote = (gram: string): string => `'${gram.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
