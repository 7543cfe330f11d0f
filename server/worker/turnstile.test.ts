import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurnstile } from './turnstile.ts';

it('lets one through at a time, in the order they came', async () => {
  const turnstile = createTurnstile();
  const order: string[] = [];
  const work = async (name: string): Promise<void> => {
    const end = await turnstile.enter();
    order.push(`${name} in`);
    await sleep(2);
    order.push(`${name} out`);
    end();
    end();
  };
  await Promise.all(['a', 'b', 'c'].map(work));
  expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

it('leaves room for others’ callbacks between two turns', async () => {
  const turnstile = createTurnstile();
  let rounds = 0;
  const count = (): void => {
    rounds += 1;
    if (rounds < 1_000) setImmediate(count);
  };
  setImmediate(count);
  const seen: number[] = [];
  const work = async (): Promise<void> => {
    const end = await turnstile.enter();
    seen.push(rounds);
    end();
  };
  await Promise.all([work(), work(), work()]);
  const between = seen.slice(1).map((at, i) => at - (seen[i] as number));
  for (const roundsBetween of between) expect(roundsBetween).toBeGreaterThanOrEqual(4);
});
