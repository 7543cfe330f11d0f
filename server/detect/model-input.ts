import { Float16Array } from '@petamoriken/float16';
import type { Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';

type Input = ModelManifest['input'];
/** Half floats travel as their bits. */
export type PictureData = Uint8Array | Float32Array | Uint16Array;

/** Where a picture's top left corner lies in the model's input, input pixels. */
export const cornerOf = (
  { fit, width, height }: Pick<Input, 'fit' | 'width' | 'height'>,
  picture: Pick<Picture, 'width' | 'height'>,
): [left: number, top: number] =>
  fit === 'letterbox-centre'
    ? [Math.floor((width - picture.width) / 2), Math.floor((height - picture.height) / 2)]
    : [0, 0];

/** Lays pictures out as a model's input tensor: stacked oldest first, padded where they do not fill it. */
export const createModelInput = (input: Input) => {
  const { width, height, frames, layout, colour } = input;
  const planes = colour === 'grey' ? 1 : 3;
  const channels = planes * frames;
  const size = width * height * channels;
  const isByte = input.dtype === 'uint8';
  const order = colour === 'bgr' ? [2, 1, 0] : [0, 1, 2];
  const isPlainCopy = isByte && frames === 1 && layout === 'NHWC' && colour !== 'bgr';
  const isGreyPlane = isByte && planes === 1 && (layout === 'NCHW' || frames === 1);
  const dims = layout === 'NHWC' ? [1, height, width, channels] : [1, channels, height, width];
  const pixelStep = layout === 'NHWC' ? channels : 1;
  const planeStep = layout === 'NHWC' ? 1 : width * height;
  const tables = Array.from({ length: planes }, (_, plane) => valuesOfPixels(input, plane));

  const place = (data: PictureData, picture: Picture, slot: number): void => {
    const [left, top] = cornerOf(input, picture);
    for (let plane = 0; plane < planes; plane++) {
      const table = tables[plane] as PictureData;
      const base = (slot * planes + plane) * planeStep;
      for (let y = 0; y < picture.height; y++) {
        let to = base + ((top + y) * width + left) * pixelStep;
        let at = y * picture.width * planes + (order[plane] as number);
        for (let x = 0; x < picture.width; x++, to += pixelStep, at += planes) {
          data[to] = table[picture.data[at] as number] as number;
        }
      }
    }
  };

  /** Where memory order allows it, whole rows at once. */
  const placeRows = (data: Uint8Array, picture: Picture, slot: number): void => {
    const [left, top] = cornerOf(input, picture);
    const base = slot * width * height * planes;
    const rowBytes = picture.width * planes;
    if (picture.width === width) {
      data.set(picture.data, base + top * rowBytes);
      return;
    }
    for (let y = 0; y < picture.height; y++) {
      const to = base + ((top + y) * width + left) * planes;
      data.set(picture.data.subarray(y * rowBytes, (y + 1) * rowBytes), to);
    }
  };

  const fillWithPadding = (data: PictureData): void => {
    const values = tables.map((table) => table[input.padValue] as number);
    if (values.every((value) => value === values[0])) {
      if (values[0] !== 0) data.fill(values[0] as number);
      return;
    }
    for (let channel = 0; channel < channels; channel++) {
      const value = values[channel % planes] as number;
      const end = layout === 'NHWC' ? size : (channel + 1) * planeStep;
      for (let i = channel * planeStep; i < end; i += pixelStep) data[i] = value;
    }
  };

  return {
    dims,
    /** @param pictures as many as the model stacks, oldest first, in its colour, none larger than its input */
    tensorOf(pictures: readonly Picture[]): PictureData {
      const data = newData(input.dtype, size);
      if (pictures.some((picture) => picture.width !== width || picture.height !== height)) {
        fillWithPadding(data);
      }
      for (const [slot, picture] of pictures.entries()) {
        if (picture.channels !== planes || picture.width > width || picture.height > height) {
          throw new Error(
            `A ${picture.width}×${picture.height}×${picture.channels} picture does not fit the model's input`,
          );
        }
        if (data instanceof Uint8Array && (isPlainCopy || isGreyPlane)) placeRows(data, picture, slot);
        else place(data, picture, slot);
      }
      return data;
    },
  };
};

const newData = (dtype: Input['dtype'], size: number): PictureData => {
  if (dtype === 'uint8') return new Uint8Array(size);
  return dtype === 'float16' ? new Uint16Array(size) : new Float32Array(size);
};

/** What each of the 256 pixel values becomes in one plane of the input. */
const valuesOfPixels = ({ dtype, scale, offset, mean, std }: Input, plane: number): PictureData => {
  if (dtype === 'uint8') return Uint8Array.from({ length: 256 }, (_, pixel) => pixel);
  const [itsMean, itsStd] = [mean, std].map((value) =>
    typeof value === 'number' ? value : (value[plane] as number),
  ) as [number, number];
  const valueFor = (_: unknown, pixel: number): number => (pixel * scale + offset - itsMean) / itsStd;
  const values = Float32Array.from({ length: 256 }, valueFor);
  return dtype === 'float16' ? new Uint16Array(Float16Array.from(values).buffer) : values;
};
