/** How the camera's view has moved since its reference: a shift, a turn and a zoom of the picture about its middle. */
import type { Box, Picture } from '#contract/detection.ts';

/** Picture pixels: a point p of the reference, from the middle, is seen at (1 + grow) p, turned by `turn`, plus the shift. */
export interface View {
  right: number;
  down: number;
  /** Radians, for small angles. */
  turn: number;
  grow: number;
}

export const unmoved: View = { right: 0, down: 0, turn: 0, grow: 0 };

/** The largest movement of any point of the picture, in its pixels. */
export const movementOf = (
  { right, down, turn, grow }: View,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): number => Math.hypot(right, down) + (Math.hypot(turn, grow) * Math.hypot(width, height)) / 2;

/** The picture as the reference would have seen it, where it still sees it; the edge repeats. */
export function seenFromReference(picture: Picture, { right, down, turn, grow }: View): Picture {
  const { width, height, data } = picture;
  const out = new Uint8Array(data.length);
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += 3) {
      const dx = x - middleX;
      const dy = y - middleY;
      const fromX = Math.min(width - 1.001, Math.max(0, middleX + dx * (1 + grow) - dy * turn + right));
      const fromY = Math.min(height - 1.001, Math.max(0, middleY + dy * (1 + grow) + dx * turn + down));
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      const fx = fromX - left;
      const fy = fromY - top;
      const at = (top * width + left) * 3;
      const below = at + width * 3;
      for (let c = 0; c < 3; c++) {
        const upper = data[at + c]! + (data[at + 3 + c]! - data[at + c]!) * fx;
        const lower = data[below + c]! + (data[below + 3 + c]! - data[below + c]!) * fx;
        out[to + c] = upper + (lower - upper) * fy + 0.5;
      }
    }
  return { ...picture, data: out };
}

/** A box of the reference where the camera sees it now; both in source pixels. */
export function boxNow([x, y, w, h]: Box, { right, down, turn, grow }: View, picture: Picture): Box {
  const dx = x + w / 2 - (picture.width * picture.scaleX) / 2;
  const dy = y + h / 2 - (picture.height * picture.scaleY) / 2;
  const left = x + dx * grow - dy * turn + right * picture.scaleX - (w * grow) / 2;
  const top = y + dy * grow + dx * turn + down * picture.scaleY - (h * grow) / 2;
  return [left, top, w * (1 + grow), h * (1 + grow)];
}

/** Where a box that is seen now lay in the reference. */
export const boxInReference = (box: Box, { right, down, turn, grow }: View, picture: Picture): Box => {
  const back = 1 / (1 + grow) - 1;
  return boxNow(box, { right: -right, down: -down, turn: -turn, grow: back }, picture);
};

/** Marks the cells (of `cellPixels`) of the reference that now lie outside the picture. */
export function markUnseen(
  { right, down, turn, grow }: View,
  picture: Picture,
  cellPixels: number,
  unseen: Uint8Array,
): void {
  const { width, height } = picture;
  const columns = Math.floor(width / cellPixels);
  for (let i = 0; i < unseen.length; i++) {
    const dx = ((i % columns) + 0.5) * cellPixels - width / 2;
    const dy = (Math.floor(i / columns) + 0.5) * cellPixels - height / 2;
    const x = width / 2 + dx * (1 + grow) - dy * turn + right;
    const y = height / 2 + dy * (1 + grow) + dx * turn + down;
    const edge = cellPixels / 2;
    unseen[i] = x < edge || y < edge || x > width - edge || y > height - edge ? 1 : 0;
  }
}
