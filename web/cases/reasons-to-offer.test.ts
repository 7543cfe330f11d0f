import { describe, expect, it } from 'vitest';
import { sceneNames } from '#contract/detection.ts';
import { GiveFeedback } from '#contract/feedback.ts';
import { reasonsToOffer } from './reasons-to-offer.ts';

describe('reasonsToOffer', () => {
  it('offers few, fitting reasons that the server takes, and always something else', () => {
    for (const scene of sceneNames)
      for (const verdict of ['false-alarm', 'confirmed-but'] as const) {
        const reasons = reasonsToOffer(verdict, scene);
        expect(reasons.at(-1)).toBe('other');
        expect(reasons.length).toBeLessThanOrEqual(8);
        for (const reason of reasons) GiveFeedback.parse({ verdict, reason });
      }
    expect(reasonsToOffer('false-alarm', 'fire-lane')).not.toContain('legal-chimney');
    expect(reasonsToOffer('false-alarm', 'straw-burning')).toContain('legal-chimney');
  });
});
