import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Box, SceneName } from '#contract/detection.ts';
import { type EvaluationClip, pictureNames } from './evaluation-clip.ts';

const split = ['valid', 'test'];

/**
 * Pictures with YOLO labels (`images/`, `labels/`, class names in `data.yaml`), `count` of them spread evenly over the
 * splits that nobody trains on. A picture without smoke or flame is one that must stay quiet.
 */
export const readLabelledStills = async (
  folder: string,
  { set, scene }: { set: string; scene: SceneName },
  count: number,
): Promise<EvaluationClip[]> => {
  const classes = classNames(await readFile(path.join(folder, 'data.yaml'), 'utf8'));
  const files = (
    await Promise.all(split.map((name) => picturesIn(path.join(folder, name, 'images'))))
  ).flat();
  const step = Math.max(1, files.length / Math.max(1, count));
  const chosen = Array.from(
    { length: Math.min(count, files.length) },
    (_, i) => files[Math.floor(i * step)]!,
  );
  return Promise.all(
    chosen.map(async (input) => {
      const boxes = (await boxesOf(input)).filter((label) =>
        /smoke|fire|flame/i.test(classes[label.index] ?? ''),
      );
      const kinds = [...new Set(boxes.map(({ index }) => classes[index]!.toLowerCase()))];
      return {
        set: `${set}/${path.basename(folder)}`,
        name: path.basename(input),
        input,
        isStill: true,
        scene,
        // A picture is one question: does it show a fire? Any of its boxes answers it.
        events:
          boxes.length === 0
            ? []
            : [
                {
                  kind: kinds.sort().join('+'),
                  firstSeconds: 0,
                  boxes: boxes.map(({ box }) => ({ seconds: 0, box })),
                  track: [],
                },
              ],
        ignore: [],
        folderFps: 1,
        timeLapse: 1,
        conditions: kinds.length > 0 ? kinds : ['quiet'],
      };
    }),
  );
};

const picturesIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => pictureNames.test(name))
    .sort()
    .map((name) => path.join(folder, name));
};

/** `names: [a, b]`, or one `- a` a line. */
const classNames = (yaml: string): string[] => {
  const inline = /^names:\s*\[(.*)\]/m.exec(yaml)?.[1];
  const names = inline?.split(',') ?? [...yaml.matchAll(/^- +(.+)$/gm)].map(([, name]) => name ?? '');
  return names.map((name) => name.trim().replaceAll(/['"]/g, ''));
};

/** Class, centre and size as shares of the picture, one a line. */
const boxesOf = async (picture: string): Promise<{ index: number; box: Box }[]> => {
  const labels = picture
    .replace(`${path.sep}images${path.sep}`, `${path.sep}labels${path.sep}`)
    .replace(/\.\w+$/, '.txt');
  const text = await readFile(labels, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const { width = 1, height = 1 } = await sharp(picture).metadata();
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [index = -1, x = 0, y = 0, w = 0, h = 0] = line.trim().split(/\s+/).map(Number);
      return { index, box: [(x - w / 2) * width, (y - h / 2) * height, w * width, h * height] };
    });
};
