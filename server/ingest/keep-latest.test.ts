import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepLatest } from './keep-latest.ts';

async function* paced(items: { value: number; waitMs: number }[]) {
  for (const { value, waitMs } of items) {
    if (waitMs > 0) await sleep(waitMs);
    yield value;
  }
}

it('hands on in order, always ends with the last, and tells of each gap just before what follows it', async () => {
  const waits = fc.array(fc.nat(3), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(waits, fc.nat(4), fc.integer({ min: 1, max: 4 }), async (arrivals, workMs, capacity) => {
      const items = arrivals.map((waitMs, value) => ({ value, waitMs }));
      const mustKeep = (value: number): boolean => value % 5 === 0;
      const seen: number[] = [];
      const toldBefore: number[] = [];
      const onGap = (): void => void toldBefore.push(seen.length);
      for await (const value of keepLatest(paced(items), { capacity, mustKeep, onGap })) {
        seen.push(value);
        if (workMs > 0) await sleep(workMs);
      }
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(seen.at(-1)).toBe(items.length - 1);
      const afterGaps = seen.flatMap((value, i) => (value === (seen[i - 1] ?? -1) + 1 ? [] : [i]));
      expect(toldBefore).toEqual(afterGaps);
    }),
    { numRuns: 40 },
  );
}, 60_000);

it('never lags by more than its capacity', async () => {
  let given = 0;
  const source = async function* () {
    for (; given < 200; given++) {
      await sleep(1);
      yield given;
    }
  };
  const lags: number[] = [];
  for await (const value of keepLatest(source(), { capacity: 2 })) {
    lags.push(given - value);
    await sleep(7);
  }
  expect(Math.max(...lags)).toBeLessThanOrEqual(9);
});

it('skips nothing that must be kept', async () => {
  const seen: number[] = [];
  const items = Array.from({ length: 20 }, (_, value) => ({ value, waitMs: 0 }));
  for await (const value of keepLatest(paced(items), { mustKeep: (value) => value < 10 })) {
    seen.push(value);
    await sleep(1);
  }
  expect(seen).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 19]));
});

it('fails as its source fails, after what came before', async () => {
  const source = async function* () {
    yield 1;
    throw new Error('the cable was pulled');
  };
  const seen: number[] = [];
  const read = async (): Promise<void> => {
    for await (const value of keepLatest(source())) seen.push(value);
  };
  await expect(read()).rejects.toThrow('the cable was pulled');
  expect(seen).toEqual([1]);
});

it('ends its source when the reader leaves', async () => {
  let ended = false;
  const source = async function* () {
    try {
      for (;;) {
        await sleep(1);
        yield 1;
      }
    } finally {
      ended = true;
    }
  };
  for await (const _ of keepLatest(source())) break;
  await expect.poll(() => ended, { timeout: 10_000 }).toBe(true);
  expect(ended).toBe(true);
});

it('hands on what is newest when its reader’s turn has come, not when it began to wait', async () => {
  const seen: number[] = [];
  const items = Array.from({ length: 10 }, (_, value) => ({ value, waitMs: 0 }));
  let allCame = (): void => {};
  const turn = new Promise<void>((resolve) => {
    allCame = resolve;
  });
  const source = async function* () {
    yield* paced(items);
    allCame();
  };
  for await (const value of keepLatest(source(), { beforeNext: () => turn })) seen.push(value);
  expect(seen).toEqual([9]);
});
