import type { SeenWith } from '#contract/case.ts';
import type { Box, SceneName } from '#contract/detection.ts';
import type { TuneOffer } from '#contract/feedback.ts';
import type { Polygon } from '#contract/scene-settings.ts';

/** What a case tells of itself: all that its camera saw of it. */
export interface JudgedSighting {
  cameraCode: string;
  scene: SceneName;
  /** Around every box in which it was seen. */
  box: Box;
  bestScore: number;
  picture: SeenWith['picture'] | undefined;
  /** From which score on the camera opens cases now. */
  currentScore: number | null;
}

/**
 * How far the zone reaches beyond the box, in shares of the box: the next one is rarely at the very same place, and
 * what smokes spreads to both sides and upwards.
 */
const margins: Record<SceneName, { sides: number; above: number; below: number }> = {
  'fire-lane': { sides: 0.15, above: 0.15, below: 0.15 },
  'straw-burning': { sides: 0.6, above: 1, below: 0.3 },
  'high-rise-throwing': { sides: 0.15, above: 0.15, below: 0.15 },
};
/** And at least so much of the picture. */
const leastMargin = 0.01;
const scoreStep = 0.01;

/** What may be set so that this is not told again. */
export const offerOf = ({ box, bestScore, picture, ...rest }: JudgedSighting): TuneOffer => {
  const score = Math.floor(bestScore / scoreStep + 1.000001) * scoreStep;
  return {
    cameraCode: rest.cameraCode,
    scene: rest.scene,
    currentScore: rest.currentScore,
    ignoreZone: picture ? zoneAround(box, picture, margins[rest.scene]) : null,
    score: score <= 1 ? Number(score.toFixed(2)) : null,
  };
};

/** The box with a margin, within the picture, clockwise from the top left. */
const zoneAround = (
  [x, y, w, h]: Box,
  { width, height }: SeenWith['picture'],
  { sides, above, below }: (typeof margins)[SceneName],
): Polygon => {
  const reach = (pixels: number, size: number): number => Math.max(leastMargin, pixels / size);
  const left = share(x / width - reach(sides * w, width));
  const right = share((x + w) / width + reach(sides * w, width));
  const top = share(y / height - reach(above * h, height));
  const bottom = share((y + h) / height + reach(below * h, height));
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
};

const share = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(4));
