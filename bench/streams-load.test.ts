import { expect, it } from 'vitest';
import { runLoad } from './streams-load.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

it('asks every stream once a period, out of step, and times each look from when it was due', async () => {
  const looks: number[] = [];
  const times = await runLoad({
    streams: 3,
    periodMs: 600,
    seconds: 1.1,
    async look(stream) {
      looks.push(stream);
      await pause(10);
    },
  });
  expect(times).toMatchObject({ due: 6, done: 6 });
  expect(looks.slice(0, 3)).toEqual([0, 1, 2]);
  expect(Math.min(...times.latenciesMs)).toBeGreaterThanOrEqual(7);
});

it('counts as missed what a stream that lags passes over', async () => {
  const times = await runLoad({ streams: 1, periodMs: 20, seconds: 0.39, look: () => pause(90) });
  expect(times.due).toBe(20);
  expect(times.done).toBeLessThan(8);
});
