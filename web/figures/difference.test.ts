import { expect, it } from 'vitest';
import { percent, relativeChange, signed } from './difference.ts';

it('tells a change with its sign, and nothing of nothing', () => {
  expect(signed(relativeChange(112, 100), '%')).toBe('+12.0 %');
  expect(signed(relativeChange(96, 100), '%')).toBe('−4.0 %');
  expect(signed(relativeChange(100, 100), '%')).toBe('±0.0 %');
  expect(signed(relativeChange(5, 0), '%')).toBe('—');
});

it('tells a rate’s change in points', () => {
  expect(signed(0.964 - 0.95, 'pp')).toBe('+1.4 pp');
  expect(percent(0.9644)).toBe('96.4 %');
  expect(percent(null)).toBe('—');
});
