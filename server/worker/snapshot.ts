import sharp from 'sharp';
import type { SceneChange } from '#contract/detection.ts';
import { readStill } from '../ingest/read-still.ts';
import type { Segment } from '../ingest/segment.ts';

/** The decisive picture of a change at the source's full size, with the box and the track drawn in. */
export const drawSnapshot = async (
  segment: Segment,
  at: number | 'keyframe',
  change: SceneChange,
): Promise<{ jpeg: Uint8Array; at: number }> => {
  const still = readStill(segment, at);
  const { width, height, data } = still.picture;
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(overlay(change, width, height)) }])
    .jpeg({ quality: 88 })
    .toBuffer();
  return { jpeg, at: still.at };
};

const colours = {
  'fire-lane': '#ff5a3c',
  'straw-burning': '#ffa31a',
  'high-rise-throwing': '#ff3ca6',
} as const;

/** An SVG of the picture's size; strokes grow with it, and lie on a dark edge to show on any ground. */
export const overlay = (
  { scene, box, track, change }: SceneChange,
  width: number,
  height: number,
): string => {
  const stroke = Math.max(2, width / 480);
  const colour = change === 'cleared' ? '#38d39f' : colours[scene];
  const [x, y, w, h] = box.map((value) => value.toFixed(1));
  const points = (track ?? []).map(([, px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`);
  const shapes = (paint: string, strokeWidth: number): string =>
    `<g fill="none" stroke="${paint}" stroke-width="${strokeWidth}" stroke-linejoin="round" stroke-linecap="round">` +
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${stroke}"/>` +
    (points.length > 1 ? `<polyline points="${points.join(' ')}"/>` : '') +
    '</g>';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes('rgba(0,0,0,0.55)', stroke * 2)}${shapes(colour, stroke)}</svg>`;
};
