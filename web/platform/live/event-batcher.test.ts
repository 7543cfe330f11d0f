import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatcher } from './event-batcher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createBatcher', () => {
  it('hands on the first at once, and what follows at most every interval', () => {
    const applied: number[][] = [];
    const batcher = createBatcher<number>((items) => applied.push(items), 200);
    batcher.add([1]);
    vi.advanceTimersByTime(0);
    for (let item = 2; item <= 20; item++) {
      batcher.add([item]);
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(200);
    expect(applied[0]).toEqual([1]);
    expect(applied.length).toBeLessThanOrEqual(4);
    expect(applied.flat()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('hands on nothing after it was stopped', () => {
    const apply = vi.fn();
    const batcher = createBatcher(apply, 200);
    batcher.add([1]);
    batcher.stop();
    vi.advanceTimersByTime(1000);
    expect(apply).not.toHaveBeenCalled();
  });
});
