import { readFile } from 'node:fs/promises';
import type { Box } from '#contract/detection.ts';

/** Boxes by frame from OpenCV's XML storage: `<frameNumber>` followed by annotations of `x y w h`. */
export const readOpencvBoxes = async (file: string): Promise<{ frame: number; box: Box }[]> => {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(/<frameNumber>(\d+)<\/frameNumber>([\s\S]*?)<\/annotations>/g)].flatMap(
    ([, frame, annotations]) =>
      [...(annotations ?? '').matchAll(/(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/g)].map(([, x, y, w, h]) => ({
        frame: Number(frame),
        box: [Number(x), Number(y), Number(w), Number(h)] as Box,
      })),
  );
};
