import type { SeenWith } from '#contract/case.ts';
import type { Box, SceneName } from '#contract/detection.ts';
import type { TuneOffer } from '#contract/feedback.ts';
import type { Polygon } from '#contract/scene-settings.ts';

/** What a case tells of itself: the sighting that opened it, and the best score of all. */
export interface JudgedSighting {
  cameraCode: string;
  scene: SceneName;
  box: Box;
  bestScore: number;
  picture: SeenWith['picture'] | undefined;
  /** From which score on the camera opens cases now. */
  currentScore: number | null;
}

/** The next one is rarely at the very same place. */
const marginShare = 0.15;
const leastMargin = 0.01;
const scoreStep = 0.01;

/** What may be set so that this is not told again. */
export const offerOf = ({ box, bestScore, picture, ...rest }: JudgedSighting): TuneOffer => {
  const score = Math.floor(bestScore / scoreStep + 1.000001) * scoreStep;
  return {
    cameraCode: rest.cameraCode,
    scene: rest.scene,
    currentScore: rest.currentScore,
    ignoreZone: picture ? zoneAround(box, picture) : null,
    score: score <= 1 ? Number(score.toFixed(2)) : null,
  };
};

/** The box with a margin, within the picture, clockwise from the top left. */
const zoneAround = ([x, y, w, h]: Box, { width, height }: SeenWith['picture']): Polygon => {
  const [marginX, marginY] = [
    Math.max(leastMargin, (marginShare * w) / width),
    Math.max(leastMargin, (marginShare * h) / height),
  ];
  const left = share(x / width - marginX);
  const right = share((x + w) / width + marginX);
  const top = share(y / height - marginY);
  const bottom = share((y + h) / height + marginY);
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
};

const share = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(4));
