import sharp from 'sharp';
import type { SceneChange } from '#contract/detection.ts';
import { readStill } from '../ingest/read-still.ts';
import type { Segment } from '../ingest/segment.ts';

/** The decisive picture of a change at the source's full size, with what was seen and what was reckoned drawn in. */
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

/** What is seen: a dot for each point of the track, so that gaps and speed show. */
const dotsOf = (track: SceneChange['track'], radius: number): string =>
  (track ?? [])
    .map(([, x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}"/>`)
    .join('');

/** What is reckoned: the fitted curve, or the track as a line where nothing was fitted. */
const curveOf = ({ track, fit }: SceneChange, dash: number): string => {
  const points = (fit ?? track ?? []).map(([, x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
  const dashes = fit ? ` stroke-dasharray="${dash.toFixed(1)}"` : '';
  return points.length > 1 ? `<polyline points="${points.join(' ')}"${dashes}/>` : '';
};

/** Name and score above the box, or inside it where there is no room above. */
const labelOf = ({ label, score, box: [x, y] }: SceneChange, size: number, colour: string): string => {
  const baseline = y > 1.6 * size ? y - 0.5 * size : y + 1.4 * size;
  const text = `${label} ${Math.round(100 * score)} %`.replace(/[<>&]/g, ' ');
  return (
    `<text x="${Math.max(0, x).toFixed(1)}" y="${baseline.toFixed(1)}" font-family="sans-serif" font-size="${size.toFixed(1)}" ` +
    `fill="${colour}" stroke="rgba(0,0,0,0.7)" stroke-width="${(size / 5).toFixed(1)}" paint-order="stroke">${text}</text>`
  );
};

/** An SVG of the picture's size: box, track, fit and label; strokes grow with it, and lie on a dark edge to show on any ground. */
export const overlay = (change: SceneChange, width: number, height: number): string => {
  const { scene, box, track } = change;
  const stroke = Math.max(2, width / 480);
  const colour = change.change === 'cleared' ? '#38d39f' : colours[scene];
  const [x, y, w, h] = box.map((value) => value.toFixed(1));
  const shapes = (paint: string, strokeWidth: number): string =>
    `<g fill="none" stroke="${paint}" stroke-width="${strokeWidth}" stroke-linejoin="round" stroke-linecap="round">` +
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${stroke}"/>${curveOf(change, 4 * stroke)}</g>`;
  const dots = `<g fill="${colour}" stroke="rgba(0,0,0,0.55)" stroke-width="${stroke / 2}">${dotsOf(track, 1.2 * stroke)}</g>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `${shapes('rgba(0,0,0,0.55)', stroke * 2)}${shapes(colour, stroke)}${dots}${labelOf(change, 8 * stroke, colour)}</svg>`
  );
};
