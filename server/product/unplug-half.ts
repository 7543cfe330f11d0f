import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ProductClient } from './product-client.ts';
import { type SimulatedCamera, setFault } from './simulated-cameras.ts';
import type { Product } from './start-product.ts';

const within = (seconds: number) => ({ timeout: seconds * 1000, interval: 500 });
const faults = ['dead', 'stall', 'garbage', 'missing-segment'] as const;
const reasons = {
  dead: /^unreachable$/,
  stall: /^stalled$/,
  garbage: /^bad-playlist$/,
  'missing-segment': /^http-404$/,
};

/** For tests: breaks every other camera in its own way, and puts it right again; the others must notice nothing. */
export async function unplugHalf(
  product: Product,
  client: ProductClient,
  cameras: readonly SimulatedCamera[],
): Promise<void> {
  await expect
    .poll(async () => [...(await client.cameraHealth()).values()].map(({ state }) => state), within(60))
    .toEqual(cameras.map(() => 'up'));
  const clips = [...new Set(cameras.map(({ clip }) => clip))];
  const broken = new Map(
    clips
      .filter((_, i) => i % 2 === 0)
      .map((clip, i) => [clip, faults[i % faults.length] ?? 'dead'] as const),
  );
  const well = cameras.filter(({ clip }) => !broken.has(clip));
  const unplugged = cameras.filter(({ clip }) => broken.has(clip));
  const before = await client.cameraHealth();
  const expectOthersUntouched = async () => {
    const now = await client.cameraHealth();
    for (const { code } of well) {
      expect(now.get(code)).toMatchObject({ state: 'up', since: before.get(code)?.since });
      expect(now.get(code)?.framesPerSecond).toBeGreaterThan(0);
    }
    return now;
  };

  try {
    for (const [clip, fault] of broken) await setFault(product, clip, fault);
    await expect
      .poll(async () => {
        const now = await expectOthersUntouched();
        return unplugged.filter(({ code, clip }) => {
          const health = now.get(code);
          const reason = reasons[broken.get(clip) ?? 'dead'];
          return !(health?.state !== 'up' && reason.test(health?.reason ?? ''));
        });
      }, within(60))
      .toEqual([]);
    for (const until = Date.now() + 10_000; Date.now() < until; await pause(1000)) {
      await expectOthersUntouched();
    }
  } finally {
    for (const clip of broken.keys()) await setFault(product, clip, 'none');
  }
  await expect
    .poll(async () => {
      const now = await expectOthersUntouched();
      return unplugged.filter(({ code }) => now.get(code)?.state !== 'up');
    }, within(90))
    .toEqual([]);
}
