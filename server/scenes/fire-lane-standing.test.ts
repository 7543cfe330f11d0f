import { describe, expect, it } from 'vitest';
import type { Box } from '#contract/detection.ts';
import { every, type Paint, play, rectangle } from './fire-lane.fixture.ts';

const noisy: Paint = (data, seconds) => {
  let state = Math.round(seconds * 1000) + 7;
  for (let i = 0; i < data.length; i += 3) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const grain = ((state >> 12) % 13) - 6;
    for (let c = 0; c < 3; c++) data[i + c]! += grain;
  }
};
const opened = (paint: Paint) =>
  play(every(1, 160), () => [], { paint })
    .filter(({ change }) => change === 'opened')
    .map(({ seconds, label }) => [seconds, label]);
const dimmed = (data: Uint8Array, [x, y, w, h]: Box, factor: number) => {
  for (let row = y; row < y + h; row++)
    for (let i = (row * 640 + x) * 3; i < (row * 640 + x + w) * 3; i++) data[i] = data[i]! * factor;
};

describe('things that no detector knows', () => {
  it('opens for a bag that somebody puts into the lane, and clears when it is taken away', () => {
    const changes = play(every(1, 200), () => [], {
      paint: (data, t) => {
        noisy(data, t);
        if (t >= 30 && t < 150) rectangle(data, [300, 220, 48, 40], [30, 70, 150]);
      },
    });
    const [first, last] = [
      changes.find((c) => c.change === 'opened'),
      changes.find((c) => c.change === 'cleared'),
    ];
    expect(first).toMatchObject({ label: 'obstruction' });
    expect(first!.seconds).toBeGreaterThanOrEqual(90);
    expect(first!.seconds).toBeLessThanOrEqual(93);
    expect(last!.seconds).toBeGreaterThanOrEqual(150);
    expect(last!.seconds).toBeLessThanOrEqual(155);
  });

  it('is not misled by a shadow that falls on the lane and stays', () => {
    expect(
      opened((data, t) => {
        noisy(data, t);
        if (t >= 30) dimmed(data, [250, 160, 120, 120], 0.5);
      }),
    ).toEqual([]);
  });

  it('is not misled by a cloud, a lamp that goes on, or exposure', () => {
    expect(
      opened((data, t) => {
        noisy(data, t);
        dimmed(data, [0, 0, 640, 360], 1 - 0.4 * Math.sin(t / 25) ** 2);
        if (t >= 60) dimmed(data, [0, 0, 640, 360], 0.6);
      }),
    ).toEqual([]);
  });

  it('is not misled by the bare ground where something stood since the start', () => {
    expect(
      opened((data, t) => {
        noisy(data, t);
        if (t < 40) for (let i = 0; i < 6; i++) rectangle(data, [300 + i * 8, 220, 4, 40], [200, 60, 40]);
      }),
    ).toEqual([]);
  });
});
