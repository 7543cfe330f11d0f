import { expect, it } from 'vitest';
import { createUptimeCount } from './count-uptime.ts';

it('adds the time between two rounds, nothing at the first, and no more than a round after a sleep', async () => {
  let now = 0;
  const added: number[] = [];
  const count = createUptimeCount({ everyMs: 60_000, add: async (s) => void added.push(s), now: () => now });
  await count();
  now = 60_200;
  await count();
  now = 4_000_000;
  await count();
  expect(added).toEqual([60.2, 90]);
});
