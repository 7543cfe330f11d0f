import { createSegmentRing } from './segment-ring.ts';

/** For tests: keeps segments as fast as it can, each full of one byte, until it is killed. */
const ring = createSegmentRing({ dir: process.argv[2] ?? '', keepMs: 60_000 });
for (let number = 0; ; number++) {
  const bytes = new Uint8Array(300_000 + (number % 7) * 1000).fill(number % 251);
  await ring.keep('cam', { startAt: number * 2000, durationMs: 2000, container: 'ts', bytes });
  if (number === 20) process.send?.('writing');
}
