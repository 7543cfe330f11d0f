import type { Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';

/** Lays pictures out as a model's input tensor: stacked oldest first, padded to the right and below. */
export const createModelInput = (input: ModelManifest['input']) => {
  const { width, height, frames, layout, colour } = input;
  const planes = colour === 'grey' ? 1 : 3;
  const channels = planes * frames;
  const size = width * height * channels;
  const isByte = input.dtype === 'uint8';
  const pad = isByte ? input.padValue : input.padValue * input.scale + input.offset;
  const order = colour === 'bgr' ? [2, 1, 0] : [0, 1, 2];
  const isPlainCopy = isByte && frames === 1 && layout === 'NHWC' && colour !== 'bgr';
  const isGreyPlane = isByte && planes === 1 && (layout === 'NCHW' || frames === 1);
  const dims = layout === 'NHWC' ? [1, height, width, channels] : [1, channels, height, width];

  const place = (data: Uint8Array | Float32Array, picture: Picture, slot: number): void => {
    const pixelStep = layout === 'NHWC' ? channels : 1;
    const planeStep = layout === 'NHWC' ? 1 : width * height;
    for (let plane = 0; plane < planes; plane++) {
      const from = order[plane] as number;
      const base = (slot * planes + plane) * planeStep;
      for (let y = 0; y < picture.height; y++) {
        let to = base + y * width * pixelStep;
        let at = y * picture.width * planes + from;
        for (let x = 0; x < picture.width; x++, to += pixelStep, at += planes) {
          const value = picture.data[at] as number;
          data[to] = isByte ? value : value * input.scale + input.offset;
        }
      }
    }
  };

  /** Where memory order allows it, whole rows at once. */
  const placeRows = (data: Uint8Array, picture: Picture, slot: number): void => {
    const base = slot * width * height * planes;
    const rowBytes = picture.width * planes;
    if (picture.width === width) {
      data.set(picture.data, base);
      return;
    }
    for (let y = 0; y < picture.height; y++) {
      data.set(picture.data.subarray(y * rowBytes, (y + 1) * rowBytes), base + y * width * planes);
    }
  };

  return {
    dims,
    /** @param pictures as many as the model stacks, oldest first, in its colour, none larger than its input */
    tensorOf(pictures: readonly Picture[]): Uint8Array | Float32Array {
      const data = isByte ? new Uint8Array(size) : new Float32Array(size);
      const isFilled = pictures.every((picture) => picture.width === width && picture.height === height);
      if (!isFilled && pad !== 0) data.fill(pad);
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
