import { describe, expect, it } from 'vitest';
import { autoScale } from './wall-scale.ts';

describe('autoScale', () => {
  it('leaves desks and phones at their natural size', () => {
    expect(autoScale(1920, 1080)).toBe(1);
    expect(autoScale(390, 844)).toBe(1);
  });

  it('grows on walls', () => {
    expect(autoScale(3840, 1080)).toBe(1.2);
    expect(autoScale(3840, 2160)).toBe(2);
    expect(autoScale(7680, 2160)).toBe(2.4);
  });

  it('never grows beyond what a panel can hold, nor below legibility', () => {
    expect(autoScale(15_360, 8640)).toBe(3);
    expect(autoScale(1280, 600)).toBe(0.85);
  });
});
