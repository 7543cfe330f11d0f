import { describe, expect, it } from 'vitest';
import { scaledSize } from './scaled-size.ts';

describe('scaledSize', () => {
  it('scales what a zoom curve yields, and not its zooms', () => {
    const curve = ['interpolate', ['linear'], ['zoom'], 10, 12, 16, ['get', 'size']];
    expect(scaledSize(curve, 2)).toEqual([
      'interpolate',
      ['linear'],
      ['zoom'],
      10,
      24,
      16,
      ['*', 2, ['get', 'size']],
    ]);
  });

  it('scales the default and the outputs of steps', () => {
    expect(scaledSize(['step', ['zoom'], 10, 12, 14], 1.5)).toEqual(['step', ['zoom'], 15, 12, 21]);
  });

  it('scales plain numbers and other expressions', () => {
    expect(scaledSize(12, 1.5)).toBe(18);
    expect(scaledSize(['get', 'size'], 2)).toEqual(['*', 2, ['get', 'size']]);
  });
});
