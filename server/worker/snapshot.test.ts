import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { SceneChange, TrackPoint } from '#contract/detection.ts';
import { overlay } from './snapshot.ts';

const track: TrackPoint[] = [
  [0, 100, 40],
  [40, 101, 44],
  [80, 102, 52],
];
const thrown: SceneChange = {
  scene: 'high-rise-throwing',
  change: 'opened',
  incidentKey: 'high-rise-throwing:0:1',
  startedAt: 0,
  at: 0,
  label: 'falling-object',
  score: 0.84,
  box: [90, 30, 24, 34],
  anchor: [102, 52],
  track,
  reasons: [],
  facts: {},
};

describe('the drawing on a snapshot', () => {
  it('shows a dot for every point seen, and the track as a line where nothing was fitted', () => {
    const svg = overlay(thrown, 320, 180);
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('<polyline points="100.0,40.0 101.0,44.0 102.0,52.0"/>');
    expect(svg).toContain('falling-object 84 %');
  });

  it('shows the fitted curve dashed, instead of the line', () => {
    const fit: TrackPoint[] = [[-80, 99, 38], ...track];
    const svg = overlay({ ...thrown, fit }, 320, 180);
    expect(svg).toContain('points="99.0,38.0 100.0,40.0');
    expect(svg).toContain('stroke-dasharray');
  });

  it('is a picture of the given size that paints box and label', async () => {
    const { data, info } = await sharp(Buffer.from(overlay(thrown, 320, 180)))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([320, 180]);
    const alphaAt = (x: number, y: number) => data[(y * info.width + x) * 4 + 3];
    expect(alphaAt(90, 50)).toBeGreaterThan(100);
    expect(alphaAt(10, 170)).toBe(0);
  });
});
