import sharp from 'sharp';
import type { Detection } from '#contract/detection.ts';

/** Writes the picture with boxes and labels as a JPEG. */
export const drawDetections = async (
  picture: string,
  detections: readonly Detection[],
  file: string,
): Promise<void> => {
  const image = sharp(picture).rotate();
  const { width, height, autoOrient } = await image.metadata();
  const size = autoOrient ?? { width, height };
  const line = Math.max(2, Math.round(size.width / 480));
  const boxes = detections.map((detection) => boxSvg(detection, line, size.width)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${boxes}</svg>`;
  await image
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 88 })
    .toFile(file);
};

const boxSvg = (
  { label, score, box: [x, y, w, h] }: Detection,
  line: number,
  pictureWidth: number,
): string => {
  const text = `${asMarkup(label)} ${score.toFixed(2)}`;
  const letter = Math.max(11, Math.round(pictureWidth / 64));
  const top = y > letter * 1.4 ? y - letter * 0.3 : y + letter * 1.1;
  const font = `font-family="sans-serif" font-size="${letter}"`;
  return (
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="#ffb000" stroke-width="${line}"/>` +
    `<text x="${x}" y="${top}" ${font} stroke="#101418" stroke-width="${line * 1.5}" paint-order="stroke" fill="#ffb000">${text}</text>`
  );
};

const asMarkup = (text: string): string => text.replaceAll(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
