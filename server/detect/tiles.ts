import type { Picture } from '#contract/detection.ts';

/** A piece of a picture, in its own pixels. */
export interface Tile {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Tiles of at most the given size that cover a picture evenly, row by row, each overlapping the next. */
export const tilesOver = (
  picture: { width: number; height: number },
  tile: { width: number; height: number },
  overlap: number,
): Tile[] => {
  const lefts = starts(picture.width, tile.width, overlap);
  const tops = starts(picture.height, tile.height, overlap);
  const [width, height] = [Math.min(tile.width, picture.width), Math.min(tile.height, picture.height)];
  return tops.flatMap((top) => lefts.map((left) => ({ left, top, width, height })));
};

const starts = (length: number, tile: number, overlap: number): number[] => {
  if (length <= tile) return [0];
  const count = Math.ceil((length - overlap) / (tile - overlap));
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - tile)) / (count - 1)));
};

/** The tile as a picture of its own; its boxes start at the tile's corner. */
export const cutTile = (picture: Picture, { left, top, width, height }: Tile): Picture => {
  const { channels } = picture;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * channels;
    data.set(picture.data.subarray(from, from + width * channels), y * width * channels);
  }
  return { ...picture, width, height, data };
};

/** The whole picture reduced to fit the size, each pixel the mean of those it covers; small pictures stay as they are. */
export const reduced = (picture: Picture, within: { width: number; height: number }): Picture => {
  const factor = Math.max(1, picture.width / within.width, picture.height / within.height);
  if (factor === 1) return picture;
  const { channels } = picture;
  const width = Math.max(1, Math.round(picture.width / factor));
  const height = Math.max(1, Math.round(picture.height / factor));
  const sums = new Uint32Array(width * height * channels);
  const columnOf = Uint16Array.from({ length: picture.width }, (_, x) =>
    Math.min(width - 1, Math.floor((x * width) / picture.width)),
  );
  const rowOf = (y: number): number => Math.min(height - 1, Math.floor((y * height) / picture.height));
  for (let y = 0, at = 0; y < picture.height; y++) {
    const row = rowOf(y) * width;
    for (let x = 0; x < picture.width; x++) {
      const to = (row + columnOf[x]!) * channels;
      for (let channel = 0; channel < channels; channel++) sums[to + channel]! += picture.data[at++]!;
    }
  }
  const across = countsOf(columnOf, width);
  const down = countsOf(
    Uint16Array.from({ length: picture.height }, (_, y) => rowOf(y)),
    height,
  );
  const data = new Uint8Array(sums.length);
  for (let i = 0; i < sums.length; i++) {
    const cell = Math.floor(i / channels);
    data[i] = Math.round(sums[i]! / (across[cell % width]! * down[Math.floor(cell / width)]!));
  }
  const scaleX = (picture.scaleX * picture.width) / width;
  const scaleY = (picture.scaleY * picture.height) / height;
  return { width, height, channels, data, scaleX, scaleY };
};

const countsOf = (indices: Uint16Array, length: number): Uint16Array => {
  const counts = new Uint16Array(length);
  for (const index of indices) counts[index]! += 1;
  return counts;
};
