/** Which strides, if any, give a picture so many cells: what betrays a head that looks at every cell. */

const strideSets = [
  [8, 16, 32],
  [8, 16, 32, 64],
  [4, 8, 16, 32],
  [16, 32],
  [16, 32, 64],
  [8, 16],
  [8],
  [16],
  [32],
  [8, 16, 32, 64, 128],
];

export const cellCount = (width: number, height: number, strides: readonly number[]): number =>
  strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0);

/** Strides whose cells, times one to three anchors each, make the count. */
export const stridesFor = (
  count: number,
  width: number,
  height: number,
): { strides: number[]; anchors: number } | undefined => {
  for (const anchors of [1, 3, 2]) {
    for (const strides of strideSets) {
      if (cellCount(width, height, strides) * anchors === count) return { strides, anchors };
    }
  }
  return undefined;
};
