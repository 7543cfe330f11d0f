/** What the straw-burning scene says about a plume: the change itself and the reasons an operator reads. */
import type { Reason, SceneChange } from '#contract/detection.ts';
import { count, growthOf, type Plume } from './straw-burning-plume.ts';

/** Growth that is worth a word. */
const toldGrowth = 1.2;

export const changeOf = (
  plume: Plume,
  change: SceneChange['change'],
  at: number,
  reasons: Reason[],
): SceneChange => ({
  scene: 'straw-burning',
  change,
  incidentKey: `straw-burning:${plume.startedAt}:${plume.id}`,
  startedAt: plume.startedAt,
  at,
  label: plume.flameSeen ? 'flame' : 'smoke',
  score: plume.bestScore,
  box: plume.last.box,
  anchor: plume.foot,
  reasons,
  facts: {
    durationSeconds: rounded((plume.last.at - plume.startedAt) / 1000),
    growth: rounded(growthOf(plume)),
    sightings: plume.sightings,
    flame: plume.flameSeen,
  },
});

export const reasonOfStill = (plume: Plume): Reason => ({
  code: 'smoke-in-still',
  values: { score: rounded(plume.bestScore) },
});

export const reasonOfClearing = (quietMs: number): Reason => ({
  code: 'smoke-gone',
  values: { quietSeconds: rounded(quietMs / 1000) },
});

/** Why a plume is believed after this look. */
export const reasonsOf = (plume: Plume): Reason[] => {
  const { stir, rising } = plume.last;
  const reasons: Reason[] = [
    {
      code: 'smoke-confirmed',
      values: { confirmations: count(plume.hits), outOfFrames: plume.hits.length },
    },
  ];
  if (stir) {
    const values = {
      changedPercent: rounded(stir.changedShare * 100),
      restlessness: rounded(stir.restlessness),
    };
    reasons.push({ code: 'smoke-moves', values });
  }
  if (growthOf(plume) > toldGrowth)
    reasons.push({ code: 'smoke-grows', values: { ratio: rounded(growthOf(plume)) } });
  if (rising) {
    reasons.push({
      code: 'smoke-rises',
      values: { ratio: rounded(rising.growth), steadyLooks: rising.steadyLooks },
    });
  }
  if (plume.flameSeen) reasons.push({ code: 'flame-seen', values: {} });
  return reasons;
};

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
