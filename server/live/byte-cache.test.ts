import { expect, test } from 'vitest';
import { createByteCache } from './byte-cache.ts';

const cacheOf = (clock = { now: () => 0 }) => createByteCache({ maxBytes: 100, keepMs: 1000, clock });
const bytes = (length: number) => async () => Buffer.alloc(length);

test('never holds more than its bound, and drops what was asked for longest ago', async () => {
  const cache = cacheOf();
  const fetched: string[] = [];
  const get = (name: string) =>
    cache.get(name, async () => {
      fetched.push(name);
      return Buffer.alloc(40);
    });
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await get(name);
  expect(cache.bytes).toBe(80);
  expect(fetched).toEqual(['a', 'b', 'c', 'b']);
});

test('passes on what is larger than the bound without holding it', async () => {
  const cache = cacheOf();
  expect((await cache.get('a', bytes(500))).length).toBe(500);
  expect(cache.bytes).toBe(0);
});

test('does not remember a failure', async () => {
  const cache = cacheOf();
  await expect(cache.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect((await cache.get('a', bytes(3))).length).toBe(3);
});

test('fetches again what is too old', async () => {
  let now = 0;
  const cache = cacheOf({ now: () => now });
  await cache.get('a', bytes(3));
  now = 1001;
  expect((await cache.get('a', bytes(5))).length).toBe(5);
  expect(cache.bytes).toBe(5);
});
