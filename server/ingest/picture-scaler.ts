import type { Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_RGB24,
  AV_PIX_FMT_YUV420P,
  DecodedPicture,
  SoftwareScaleContext,
} from './media-library.ts';
import { type QuarterTurns, turnPixels } from './rotation.ts';

/** What a picture must become: a model's input, or what the source is. */
export type PictureShape = { colour: 'rgb' | 'grey' | 'yuv' } & (
  | (Pick<ModelManifest['input'], 'fit'> & { width: number; height: number })
  /** Reduced to at most this size, never enlarged. */
  | { fit: 'within'; width: number; height: number }
  | { fit: 'source-size' }
);

export const shapeForModel = ({
  width,
  height,
  fit,
  colour: inputColour,
  tiles,
}: ModelManifest['input']): PictureShape => {
  const colour = inputColour === 'bgr' ? 'rgb' : inputColour;
  if (tiles) return { fit: 'within', width: tiles.largestWidth, height: tiles.largestHeight, colour };
  return { width, height, fit, colour };
};

/** The size of the picture itself inside the model's input: with a letterbox the rest is left to padding. */
export const fittedSize = (
  shape: PictureShape,
  width: number,
  height: number,
): { width: number; height: number } => {
  if (shape.fit === 'source-size') return { width, height };
  if (shape.fit === 'stretch') return { width: shape.width, height: shape.height };
  const largest = shape.fit === 'within' ? 1 : Number.POSITIVE_INFINITY;
  const ratio = Math.min(largest, shape.width / width, shape.height / height);
  return {
    width: Math.max(1, Math.min(shape.width, Math.round(width * ratio))),
    height: Math.max(1, Math.min(shape.height, Math.round(height * ratio))),
  };
};

export interface ScaledPicture {
  /** Source size in pixels, upright. */
  width: number;
  height: number;
  picture: Picture;
}

export interface PictureScaler {
  scale(source: DecodedPicture, turns?: QuarterTurns): ScaledPicture;
  close(): void;
}

/** Scales decoded pictures of any size and pixel format; area averaging keeps small things visible and costs least. */
export const createPictureScaler = (shape: PictureShape): PictureScaler => {
  const context = new SoftwareScaleContext();
  context.allocContext();
  context.setOption('sws_flags', 'area');
  const channels = shape.colour === 'rgb' ? 3 : 1;
  return {
    scale(source, turns = 0) {
      const isSideways = turns % 2 === 1;
      const width = isSideways ? source.height : source.width;
      const height = isSideways ? source.width : source.height;
      const fitted = fittedSize(shape, width, height);
      const targetWidth = isSideways ? fitted.height : fitted.width;
      const targetHeight = isSideways ? fitted.width : fitted.height;
      const format = formats[shape.colour];
      const fits = source.width === targetWidth && source.height === targetHeight && source.format === format;
      const bytes = fits ? source.toBuffer() : scaled(context, source, targetWidth, targetHeight, format);
      const planeSize = targetWidth * targetHeight * channels;
      const pixels = turnPixels(bytes.subarray(0, planeSize), targetWidth, targetHeight, channels, turns);
      const chroma =
        shape.colour === 'yuv'
          ? chromaOf(bytes, { width: targetWidth, height: targetHeight }, turns)
          : undefined;
      const picture: Picture = {
        ...fitted,
        channels,
        data: pixels,
        scaleX: width / fitted.width,
        scaleY: height / fitted.height,
        ...(chroma ? { chroma } : {}),
      };
      return { width, height, picture };
    },
    close: () => context.freeContext(),
  };
};

/** The pixels of the picture in another size and format, without padding between rows. */
function scaled(
  context: SoftwareScaleContext,
  source: DecodedPicture,
  width: number,
  height: number,
  format: (typeof formats)[keyof typeof formats],
): Buffer {
  const target = new DecodedPicture();
  target.alloc();
  try {
    target.width = width;
    target.height = height;
    target.format = format;
    target.getBuffer(0);
    const result = context.scaleFrameSync(target, source);
    if (result < 0) throw new Error(`The picture could not be scaled (${result})`);
    return target.toBuffer();
  } finally {
    target.free();
  }
}

const formats = { rgb: AV_PIX_FMT_RGB24, grey: AV_PIX_FMT_GRAY8, yuv: AV_PIX_FMT_YUV420P } as const;

/** The two planes that follow the luma, upright. */
const chromaOf = (
  bytes: Uint8Array,
  { width, height }: { width: number; height: number },
  turns: QuarterTurns,
): NonNullable<Picture['chroma']> => {
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const size = halfWidth * halfHeight;
  const plane = (number: number): Uint8Array => {
    const begin = width * height + number * size;
    return turnPixels(bytes.subarray(begin, begin + size), halfWidth, halfHeight, 1, turns);
  };
  const isSideways = turns % 2 === 1;
  return {
    width: isSideways ? halfHeight : halfWidth,
    height: isSideways ? halfWidth : halfHeight,
    blue: plane(0),
    red: plane(1),
  };
};
