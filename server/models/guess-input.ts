import type { z } from 'zod';
import type { ExtraInput, ModelInput } from '#contract/model-input.ts';
import { ModelError } from '../detect/model-registry.ts';
import type { DeclaredTensor } from './describe-tensors.ts';

/** The picture's tensor and those beside it, as far as the declarations tell. */
export interface GuessedInput {
  picture: Pick<ModelInput, 'name' | 'width' | 'height' | 'layout' | 'dtype'> & { colour: 'rgb' | 'grey' };
  frames: number;
  extra: z.input<typeof ExtraInput>[];
  /** Height or width are open, and nothing tells them. */
  isSizeOpen: boolean;
  /** The first axis is open: several pictures a run may work. */
  declaresOpenBatch: boolean;
  notes: string[];
}

/** Beyond these, a declared size is a mistake. */
const smallestSide = 16;
const largestSide = 8192;

const pictureTypes = ['uint8', 'float32', 'float16'] as const;

/**
 * Throws a ModelError where no input can take a picture.
 * @param metadata what the exporter left, e.g. `imgsz`
 * @param side to take where neither declaration nor metadata say one
 */
export const guessInput = (
  inputs: readonly DeclaredTensor[],
  metadata: Record<string, string>,
  side: number,
): GuessedInput => {
  const pictures = inputs.filter(
    ({ shape, type }) => shape.length === 4 && pictureTypes.some((known) => known === type),
  );
  const listed = inputs.map(({ name, type, shape }) => `${name} ${type}[${shape.join(', ')}]`).join('; ');
  const [picture] = pictures;
  if (!picture)
    throw new ModelError(`No input takes a picture (four axes, uint8 or float); it has ${listed}`);
  if (pictures.length > 1) throw new ModelError(`Several inputs could take the picture: ${listed}`);
  const notes: string[] = [];
  const [batch, ...axes] = picture.shape as [
    number | string,
    number | string,
    number | string,
    number | string,
  ];
  if (typeof batch === 'number' && batch > 1) {
    throw new ModelError(
      `${picture.name} takes exactly ${batch} pictures a run; export it with a batch of 1 or an open one`,
    );
  }
  const { layout, channels, sides } = arrange(axes, picture, notes);
  const [height, width] = sizeOf(sides, metadata, side, notes);
  const isGrey = channels % 3 !== 0;
  if (isGrey && channels > 1) notes.push(`${channels} channels are taken for as many grey pictures in a row`);
  if (channels === 8 && height === 32 && width === 32) {
    notes.push(
      'Crops of 8×32×32 are what the family motion-crops looks at: start from models/falling/model.json',
    );
  }
  return {
    picture: {
      name: picture.name,
      width,
      height,
      layout,
      dtype: picture.type as (typeof pictureTypes)[number],
      colour: isGrey ? 'grey' : 'rgb',
    },
    frames: isGrey ? channels : channels / 3,
    extra: inputs.filter((one) => one !== picture).map(guessExtra),
    isSizeOpen: sides.some((axis) => typeof axis === 'string') && !metadata.imgsz,
    declaresOpenBatch: typeof batch === 'string',
    notes,
  };
};

type Axis = number | string;

const isChannelCount = (axis: Axis): boolean =>
  typeof axis === 'number' && (axis <= 16 || (axis % 3 === 0 && axis <= 30));

const arrange = ([a, b, c]: Axis[], { name, shape }: DeclaredTensor, notes: string[]) => {
  if (a !== undefined && b !== undefined && c !== undefined) {
    if (isChannelCount(a)) return { layout: 'NCHW' as const, channels: Number(a), sides: [b, c] as const };
    if (isChannelCount(c)) return { layout: 'NHWC' as const, channels: Number(c), sides: [a, b] as const };
    if (typeof a === 'string') {
      notes.push('The channel axis is open too: NCHW with three channels is taken');
      return { layout: 'NCHW' as const, channels: 3, sides: [b, c] as const };
    }
  }
  throw new ModelError(`${name} [${shape.join(', ')}] has no axis that could be the channels`);
};

const sizeOf = (
  sides: readonly [Axis, Axis],
  metadata: Record<string, string>,
  usualSide: number,
  notes: string[],
): [height: number, width: number] => {
  const told = metadata.imgsz?.match(/\d+/g)?.map(Number) ?? [];
  const side = (axis: Axis, i: number): number => {
    if (typeof axis === 'number' && axis > 0) return axis;
    return told[i] ?? told[0] ?? usualSide;
  };
  const size: [number, number] = [side(sides[0], 0), side(sides[1], 1)];
  if (sides.some((axis) => typeof axis === 'string')) {
    const source = told.length > 0 ? 'as its metadata says' : 'since it runs at that';
    notes.push(`The size is open; ${size[1]}×${size[0]} is taken, ${source}`);
  }
  if (size.some((value) => value < smallestSide || value > largestSide)) {
    throw new ModelError(`A picture of ${size[1]}×${size[0]} pixels is none: the declared shape is wrong`);
  }
  return size;
};

/** A tensor of two numbers is a size or a scale; its name and type tell which. */
const guessExtra = ({ name, type, shape }: DeclaredTensor): z.input<typeof ExtraInput> => {
  const isPair = shape.length === 2 && (shape[1] === 2 || typeof shape[1] === 'string');
  if (!isPair || (type !== 'float32' && type !== 'int64' && type !== 'int32')) {
    throw new ModelError(
      `The input ${name} ${type}[${shape.join(', ')}] is neither a picture nor a size; export the model without it`,
    );
  }
  if (/scale|factor|ratio/i.test(name)) return { name, dtype: type, holds: 'scale-factor', order: 'hw' };
  return { name, dtype: type, holds: 'input-size', order: /im_shape|hw/i.test(name) ? 'hw' : 'wh' };
};
