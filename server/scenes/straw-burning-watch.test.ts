import { describe, expect, it } from 'vitest';
import type { Frame, Picture } from '#contract/detection.ts';
import { isSmoke } from './straw-burning-rising.ts';
import { createViews } from './straw-burning-views.ts';
import { createWatch } from './straw-burning-watch.ts';

const width = 640;
const height = 384;

/** A repeatable number in 0..1. */
const grain = (a: number, b: number): number => {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return x - Math.floor(x);
};
/** Land with fields of 12 pixels and a finer grain. */
const landAt = (x: number, y: number, seed = 0): number =>
  60 +
  45 * grain(Math.floor(x / 12) + seed, Math.floor(y / 9)) +
  25 * grain(Math.floor(x / 3), Math.floor(y / 3) + seed);
/** Lumps of about a block's size that change from look to look. */
const billow = (x: number, y: number, look: number): number =>
  grain(Math.floor(x / 5) + look * 7, Math.floor(y / 5) + look * 3);

type Change = (level: number, x: number, y: number, look: number) => number;

const frameAt = (look: number, change: Change, sway = 0, seed = 0): Frame => {
  const data = new Uint8Array(width * height);
  const shift = sway === 0 ? 0 : Math.round(sway * Math.sin(look * 2.1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level =
        change(landAt(x + shift, y, seed), x, y, look) + 5 * (grain(x + look * 1.37, y + look) - 0.5);
      data[y * width + x] = Math.max(0, Math.min(255, level));
    }
  }
  const picture: Picture = { width, height, channels: 1, data, scaleX: 2, scaleY: 2 };
  return { at: look * 60_000, width: width * 2, height: height * 2, picture };
};

/** The looks in which something rises, of 30 looks whose first ten are quiet. */
const smokeLooks = (change: Change, sway = 0): number[] => {
  const watch = createWatch(30);
  const found: number[] = [];
  for (let look = 0; look < 30; look++) {
    const frame = frameAt(look, look < 10 ? (level) => level : change, sway);
    if (watch.observe(frame, []).risings.some(({ verdict }) => isSmoke(verdict))) found.push(look);
  }
  return found;
};

/** A plume whose foot stands at (300, 260) and which leans to the right; it veils what lies behind it. */
const plume =
  (own: number): Change =>
  (level, x, y, look) => {
    const tall = Math.min(120, 10 + 9 * (look - 10));
    const up = 260 - y;
    const middle = 300 + 0.5 * up;
    const wide = 6 + 0.25 * up;
    if (up < 0 || up > tall || Math.abs(x - middle) > wide) return level;
    const cover = 0.35 + 0.3 * billow(x, y, look);
    return level * (1 - cover) + (own + 50 * (billow(x + 40, y, look) - 0.5)) * cover;
  };

describe('what rises', () => {
  it('is a pale plume with a foot that grows, within eight looks', () => {
    const [first] = smokeLooks(plume(190));
    expect(first).toBeDefined();
    expect(first).toBeLessThanOrEqual(18);
  });

  it('is a plume still when it reaches the top of the picture', () => {
    const nearTop: Change = (level, x, y, look) => plume(190)(level, x, y + 180, look);
    expect(smokeLooks(nearTop).some((look) => look >= 19)).toBe(true);
  });

  it('comes from outside when it stands at the top from its first look', () => {
    const above: Change = (level, x, y, look) => plume(190)(level, x, y + 256, look);
    expect(smokeLooks(above)).toEqual([]);
  });

  it('is found from a mast that sways by two pixels', () => {
    expect(smokeLooks(plume(190), 2)[0]).toBeLessThanOrEqual(20);
  });

  it.each<[string, Change]>([
    [
      'a cloud’s shadow that crosses the land',
      (level, x, y, look) => (Math.hypot(x - 40 * (look - 8), (y - 200) * 1.5) < 90 ? level * 0.6 : level),
    ],
    [
      'sunshine that spreads over a slope',
      (level, x, y, look) => (Math.hypot(x - 300, y - 230) < 8 * (look - 9) ? level * 1.35 : level),
    ],
    [
      'a fog bank that comes up along the valley',
      (level, _, y, look) => level + (190 - level) * 0.7 * Math.exp(-(((y - 230) / (4 * (look - 9))) ** 2)),
    ],
    [
      'a lorry that stops',
      (level, x, y) => (x > 300 && x < 350 && y > 220 && y < 250 ? (x % 16 < 8 ? 230 : 20) : level),
    ],
    [
      'a lamp that is switched on',
      (level, x, y) => Math.min(255, level + 600 / (1 + ((x - 300) ** 2 + (y - 250) ** 2) / 20)),
    ],
    [
      'a cloud’s edge that grows in from the border',
      (level, x, y, look) =>
        x < 12 * (look - 9) && y < 90 ? level * 0.4 + 120 + 30 * billow(x, y, look) : level,
    ],
    ['dusk', (level, _x, _y, look) => level * (1 - 0.03 * (look - 10))],
  ])('is never %s', (_, change) => {
    expect(smokeLooks(change)).toEqual([]);
  });
});

describe('views of a turning camera', () => {
  it('finds each preset again and gives it its own state', () => {
    let made = 0;
    const views = createViews(() => ({ id: ++made }));
    const seen = [0, 500, 900, 0, 500, 900, 0].map(
      (seed, look) =>
        views.stateFor(
          frameAt(
            look,
            (level, x, y) => level + 60 * grain(Math.floor(x / 80) + seed, Math.floor(y / 60)),
            0,
            seed,
          ).picture,
          look,
        ).id,
    );
    expect(seen).toEqual([1, 2, 3, 1, 2, 3, 1]);
    expect(views.count()).toBe(3);
  });

  it('remembers no more than twelve', () => {
    const views = createViews(() => ({}));
    for (let seed = 0; seed < 20; seed++) {
      views.stateFor(
        frameAt(
          seed,
          (level, x, y) => level + 80 * grain(Math.floor(x / 80) + seed * 37, Math.floor(y / 60)),
          0,
          seed * 37,
        ).picture,
        seed,
      );
    }
    expect(views.count()).toBe(12);
  });
});
