import type { z } from 'zod';
import type { Frame } from '#contract/detection.ts';
import { ModelManifest } from '#contract/model.ts';

/** Hand-made frames and manifests for the tests of this stage. */

export const frameOf = (options: {
  width: number;
  height: number;
  at?: number;
  channels?: 1 | 3;
  scale?: number;
  pixel?(x: number, y: number, channel: number): number;
}): Frame => {
  const { width, height, at = 0, channels = 3, scale = 1, pixel = () => 0 } = options;
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => {
    const cell = Math.floor(i / channels);
    return pixel(cell % width, Math.floor(cell / width), i % channels);
  });
  const picture = { width, height, channels, data, scaleX: scale, scaleY: scale };
  return { at, width: width * scale, height: height * scale, picture };
};

export const manifestOf = (changes: {
  input?: Partial<ModelManifest['input']>;
  output?: z.input<typeof ModelManifest>['output'];
  classes?: string[];
  thresholds?: { score: number; iou?: number };
}): ModelManifest =>
  ModelManifest.parse({
    name: 'hand-made',
    version: '1',
    task: 'test',
    file: 'model.onnx',
    sha256: '0'.repeat(64),
    licence: 'Apache-2.0',
    card: 'card.md',
    input: {
      name: 'image',
      width: 32,
      height: 16,
      layout: 'NHWC',
      dtype: 'uint8',
      colour: 'rgb',
      fit: 'letterbox-top-left',
      ...changes.input,
    },
    output: changes.output ?? { family: 'yolox-grid', name: 'grid', strides: [8, 16] },
    classes: changes.classes ?? ['car', 'truck'],
    thresholds: changes.thresholds ?? { score: 0.5, iou: 0.5 },
  });
