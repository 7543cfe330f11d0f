import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { durationInWords } from './format-duration.ts';

const t = ((key: string, values: object) =>
  `${key} ${Object.values(values).join(':')}`) as unknown as TFunction;
const words = (seconds: number) => durationInWords(seconds * 1000, t);

describe('durationInWords', () => {
  it('uses the two units that matter', () => {
    expect(words(38)).toBe('time.seconds 38');
    expect(words(245)).toBe('time.minutes 4:05');
    expect(words(7800)).toBe('time.hours 2:10');
    expect(words(3 * 86_400 + 4 * 3600)).toBe('time.days 3:4');
  });

  it('never counts below nothing, should two clocks disagree', () => {
    expect(words(-5)).toBe('time.seconds 0');
  });

  it('rolls over to minutes at sixty seconds', () => {
    expect(words(59.6)).toBe('time.minutes 1:00');
  });
});
