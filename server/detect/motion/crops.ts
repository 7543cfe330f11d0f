/** Cuts out what moved, with its surroundings and its next past and future, for a network to look at. */
import type { Picture } from '#contract/detection.ts';
import type { Blob } from './blobs.ts';
import type { Proposals } from './motion-proposals.ts';

/** Side of a crop in samples. */
export const cropSide = 32;
/** Planes of a crop: five moments close by, then three at a coarser scale that shows the surroundings. */
export const cropPlanes = 8;
const coarser = 4;
/** A thing fills no more than this part of its crop. */
const fill = 0.45;
const scales = [1, 2, 4];

/** Writes the crops one after the other: uint8 `[blobs, 8, 32, 32]`. */
export function cutCrops({ frames, reference }: Proposals, blobs: readonly Blob[]): Uint8Array {
  const near = Math.ceil(reference / 3);
  const last = frames.length - 1;
  const close = [0, reference - near, reference, reference + near, last].map((i) => frames[i]!.picture);
  const around = [0, reference, last].map((i) => frames[i]!.picture);
  const planeSize = cropSide * cropSide;
  const data = new Uint8Array(blobs.length * cropPlanes * planeSize);
  let at = 0;
  for (const blob of blobs) {
    const size = Math.max(blob.width, blob.height);
    const scale = scales.find((one) => size <= fill * cropSide * one) ?? 4;
    for (const picture of close) {
      cut(picture, blob, scale, data, at);
      at += planeSize;
    }
    for (const picture of around) {
      cut(picture, blob, scale * coarser, data, at);
      at += planeSize;
    }
  }
  return data;
}

/** One plane around a blob's centre; each sample is the mean of at most 4×4 pixels of its `scale`×`scale` cell. */
function cut(picture: Picture, { x, y }: Blob, scale: number, into: Uint8Array, offset: number): void {
  const { data, width, height } = picture;
  const left = Math.round(x - (cropSide * scale) / 2);
  const top = Math.round(y - (cropSide * scale) / 2);
  const taps = Math.min(4, scale);
  const across = offsets(left, scale, taps, width, 1);
  const down = offsets(top, scale, taps, height, width);
  sample(data, across, down, taps, into, offset);
}

/** Where the taps of each sample lie along one side, in elements; beyond the picture its edge goes on. */
function offsets(start: number, scale: number, taps: number, size: number, pitch: number): Int32Array {
  const stride = scale / taps;
  const at = new Int32Array(cropSide * taps);
  for (let i = 0; i < at.length; i++) {
    const position = start + Math.floor(i / taps) * scale + (i % taps) * stride;
    at[i] = Math.min(size - 1, Math.max(0, position)) * pitch;
  }
  return at;
}

function sample(
  data: Uint8Array,
  across: Int32Array,
  down: Int32Array,
  taps: number,
  into: Uint8Array,
  offset: number,
): void {
  const count = taps * taps;
  let at = offset;
  for (let row = 0; row < down.length; row += taps) {
    for (let column = 0; column < across.length; column += taps) {
      let sum = 0;
      for (let j = row; j < row + taps; j++) {
        const line = down[j]!;
        for (let i = column; i < column + taps; i++) sum += data[line + across[i]!]!;
      }
      into[at++] = sum / count;
    }
  }
}
