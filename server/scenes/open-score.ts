import type { Scene, SceneChange } from '#contract/detection.ts';

/**
 * A scene that keeps to itself what scores less than the camera's own threshold. An incident that grows surer is
 * opened when it first reaches it; one that never does is never told.
 */
export const withOpenScore = (scene: Scene, openScore: number | undefined): Scene => {
  if (openScore === undefined) return scene;
  const told = new Set<string>();
  /** Opened by the scene, but not sure enough for this camera. */
  const held = new Set<string>();

  const pass = (change: SceneChange): SceneChange[] => {
    const { incidentKey, score } = change;
    const isSure = score >= openScore;
    switch (change.change) {
      case 'pre-alarm':
        if (isSure) told.add(incidentKey);
        return isSure ? [change] : [];
      case 'opened':
        (isSure ? told : held).add(incidentKey);
        return isSure ? [change] : [];
      case 'updated':
        if (!held.has(incidentKey)) return told.has(incidentKey) ? [change] : [];
        if (!isSure) return [];
        held.delete(incidentKey);
        told.add(incidentKey);
        return [{ ...change, change: 'opened' }];
      case 'cleared':
        held.delete(incidentKey);
        return told.delete(incidentKey) ? [change] : [];
    }
  };

  return {
    observe: (observation) => scene.observe(observation).flatMap(pass),
    finish: () => (scene.finish?.() ?? []).flatMap(pass),
  };
};
