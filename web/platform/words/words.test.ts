import { describe, expect, it } from 'vitest';
import { problemStatus } from '#contract/problem.ts';
import { flatten, wordsOf } from './word-tree.ts';
import { words } from './words.ts';

const all = flatten(words);
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
/** The language switch names the other language, and some terms are the same in both. */
const mayBeForeign = new Set(['nav.language']);

describe('words', () => {
  it('have the same keys in both languages', () => {
    const keys = (language: 'zh' | 'en') =>
      JSON.stringify(wordsOf(words, language), (_, value) => (typeof value === 'string' ? '' : value));
    expect(keys('zh')).toBe(keys('en'));
    expect(all.length).toBeGreaterThan(150);
  });

  it('are written in both languages, with the same values to fill in', () => {
    const wrong = all.filter(({ word: [zh, en] }) => {
      const written = zh.trim() !== '' && en.trim() !== '';
      return !written || JSON.stringify(placeholders(zh)) !== JSON.stringify(placeholders(en));
    });
    expect(wrong).toEqual([]);
  });

  it('have no Chinese in English', () => {
    const chinese = all.filter(({ key, word }) => !mayBeForeign.has(key) && /\p{Script=Han}/u.test(word[1]));
    expect(chinese).toEqual([]);
  });

  it('name every problem that the server can answer with', () => {
    expect(Object.keys(problemStatus).filter((code) => !(code in words.problem))).toEqual([]);
  });
});
