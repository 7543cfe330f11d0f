/** Whether a place glows as flames do: orange in the picture, and more so than what surrounds it. */
import type { Box, Frame } from '#contract/detection.ts';

const leastRed = 185;
const leastRedOverBlue = 65;
/** Share of a flame's box that glows; a lamp, a white wall or a car's paint has none of it. */
const leastGlow = 0.12;
/** Where the surroundings glow nearly as much it is the sunset, or sunlit leaves. */
const mostAround = 0.35;

/** Mean of red over blue in the whole picture that only sunsets and large fires reach. */
const sunsetWarmth = 22;
const largeShare = 0.05;

/** Needs colours: of a grey picture nothing can be said, and it is not held against a flame. */
export const glows = (frame: Frame, box: Box): boolean => {
  if (frame.picture.channels === 1) return true;
  const [x, y, w, h] = box;
  if (w * h < largeShare * frame.width * frame.height && warmth(frame) > sunsetWarmth) return false;
  const inside = glowShare(frame, box);
  if (inside < leastGlow) return false;
  const margin = Math.max(w, h);
  const wide: Box = [x - margin, y - margin, w + 2 * margin, h + 2 * margin];
  return glowShare(frame, wide, box) < mostAround * inside;
};

/** How much redder than blue the picture is, in grey levels. */
function warmth({ picture: { data } }: Frame): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at + 2 < data.length; at += 3 * 97) {
    sum += data[at]! - data[at + 2]!;
    count += 1;
  }
  return sum / Math.max(1, count);
}

/** Share of the pixels in a box, and outside another, that are bright and orange. */
function glowShare({ picture }: Frame, [x, y, w, h]: Box, except?: Box): number {
  const { width, height, data, scaleX, scaleY } = picture;
  const left = Math.max(0, Math.floor(x / scaleX));
  const right = Math.min(width, Math.ceil((x + w) / scaleX));
  const top = Math.max(0, Math.floor(y / scaleY));
  const bottom = Math.min(height, Math.ceil((y + h) / scaleY));
  let pixels = 0;
  let glowing = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      if (except && isInside(except, column * scaleX, row * scaleY)) continue;
      const at = (row * width + column) * 3;
      const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
      pixels += 1;
      if (red >= leastRed && red - blue >= leastRedOverBlue && green > 0.35 * red && green < 0.97 * red) {
        glowing += 1;
      }
    }
  }
  return glowing / Math.max(1, pixels);
}

const isInside = ([x, y, w, h]: Box, px: number, py: number): boolean =>
  px >= x && px < x + w && py >= y && py < y + h;
