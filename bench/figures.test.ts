import { expect, it } from 'vitest';
import { ratioOf, spreadOf, timedInTurn } from './figures.ts';

it('tells the median and the slowest hundredth of any order of times', () => {
  const times = Array.from({ length: 200 }, (_, i) => ((i * 77) % 200) + 1);
  expect(spreadOf(times)).toEqual({ p50Ms: 101, p95Ms: 191, p99Ms: 199, samples: 200 });
});

it('refuses to tell anything of no times', () => {
  expect(() => spreadOf([])).toThrow('Nothing was measured');
});

it('compares by medians, so that one hiccup does not count', () => {
  expect(ratioOf(spreadOf([20, 20, 900]), spreadOf([10, 10, 10]))).toBe(2);
});

it('takes turns between the ways, and leaves the first round out', async () => {
  const order: string[] = [];
  const way = (name: string) => async (round: number) => void order.push(`${name}${round}`);
  const spreads = await timedInTurn({ a: way('a'), b: way('b') }, 2);
  expect(order).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  expect([spreads.a.samples, spreads.b.samples]).toEqual([2, 2]);
});
