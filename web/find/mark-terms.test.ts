import { expect, it } from 'vitest';
import { markTerms } from './mark-terms.ts';

const marked = (text: string, ...terms: string[]) =>
  markTerms(text, terms)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

it('marks every place of every term', () => {
  expect(marked('滨河路暴露垃圾，垃圾未清', '垃圾', '滨河')).toBe('[滨河]路暴露[垃圾]，[垃圾]未清');
});

it('marks the longer of two that overlap, and minds no capitals', () => {
  expect(marked('Binhe Road', 'binhe', 'binhe road')).toBe('[Binhe Road]');
});

it('takes every character for itself', () => {
  expect(marked('50% (a+b) 1-2', '(a+b)', '1-2')).toBe('50% [(a+b)] [1-2]');
});

it('leaves a text alone where nothing is looked for', () => {
  expect(markTerms('滨河路', [])).toEqual([{ text: '滨河路', hit: false }]);
});
