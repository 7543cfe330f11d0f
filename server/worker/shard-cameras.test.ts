import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shardCameras } from './shard-cameras.ts';

const camerasOf = (count: number, scene: 'fire-lane' | 'high-rise-throwing' = 'fire-lane', prefix = 'c') =>
  Array.from({ length: count }, (_, i) => ({ code: `${prefix}${i}`, scene }));
const homesOf = (shards: { code: string }[][]) =>
  new Map(shards.flatMap((shard, i) => shard.map(({ code }) => [code, i] as const)));

it('gives every camera to exactly one child, whatever was before', () => {
  const camera = fc.record({
    code: fc.string({ minLength: 1, maxLength: 3 }),
    scene: fc.constantFrom('fire-lane' as const, 'straw-burning' as const, 'high-rise-throwing' as const),
  });
  const cameras = fc.uniqueArray(camera, { selector: ({ code }) => code, maxLength: 40 });
  const before = fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(7)));
  fc.assert(
    fc.property(cameras, fc.integer({ min: 1, max: 6 }), before, (all, children, homes) => {
      const shards = shardCameras(all, children, new Map(homes));
      expect(shards).toHaveLength(children);
      expect(
        shards
          .flat()
          .map(({ code }) => code)
          .sort(),
      ).toEqual(all.map(({ code }) => code).sort());
    }),
  );
});

it('spreads the costly cameras first', () => {
  const shards = shardCameras([...camerasOf(16), ...camerasOf(2, 'high-rise-throwing', 'h')], 2, new Map());
  expect(shards.map((shard) => shard.length)).toEqual([9, 9]);
  expect(shards.map((shard) => shard.filter(({ scene }) => scene === 'high-rise-throwing').length)).toEqual([
    1, 1,
  ]);
});

it('moves no camera when one comes or goes', () => {
  const before = homesOf(shardCameras(camerasOf(20), 3, new Map()));
  const after = homesOf(shardCameras(camerasOf(21).slice(1), 3, before));
  for (const [code, home] of after) if (before.has(code)) expect(home).toBe(before.get(code));
});

it('moves cameras away from a child that carries far too many', () => {
  const crowded = new Map(camerasOf(20).map(({ code }) => [code, 0]));
  expect(shardCameras(camerasOf(20), 2, crowded).map((shard) => shard.length)).toEqual([16, 4]);
});
