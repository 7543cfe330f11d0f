import { describe, expect, it } from 'vitest';
import { anywhere, endingWith, gramQuery, isNumberLike } from './search-terms.ts';

describe('the words of a search', () => {
  it('are pairs of neighbours, each once', () => {
    expect(gramQuery(['消防通道'])).toBe("'消防' & '防通' & '通道'");
    expect(gramQuery(['垃圾', '暴露垃圾'])).toBe("'垃圾' & '暴露' & '露垃'");
  });

  it('find a single character as a prefix', () => {
    expect(gramQuery(['火'])).toBe("'火':*");
  });

  it('cannot break out of the query or the pattern', () => {
    expect(gramQuery(["a'", '\\x'])).toBe("'a''' & '\\\\x'");
    expect(anywhere('50%_\\')).toBe('%50\\%\\_\\\\%');
    expect(endingWith('12_')).toBe('\\_21%');
  });

  it('count characters, not code units', () => {
    expect(gramQuery(['𠮷野家'])).toBe("'𠮷野' & '野家'");
    expect(gramQuery(['𠮷'])).toBe("'𠮷':*");
  });

  it('are taken for a number from four digits on', () => {
    expect(['20261120-000123', '0123', '13812345678'].every(isNumberLike)).toBe(true);
    expect(['120', '滨河路120', '-1234', '1-'].some(isNumberLike)).toBe(false);
  });
});
