import type { SceneName } from '#contract/detection.ts';
import { type Model, ModelError } from './model-registry.ts';

/** Each scene looks with the model whose manifest names its task. */
export const taskOfScene = {
  'fire-lane': 'vehicles',
  'straw-burning': 'smoke',
  'high-rise-throwing': 'falling',
} as const satisfies Record<SceneName, string>;

/** Of the models with the scene's task the one with the highest priority, ours if they are equal; throws a ModelError that names the choices. */
export const modelForScene = (models: ReadonlyMap<string, Model>, scene: SceneName): Model => {
  const wanted = taskOfScene[scene];
  const suitable = [...models.values()].filter(({ manifest }) => manifest.task === wanted);
  const highest = Math.max(...suitable.map(({ manifest }) => manifest.priority));
  const best = suitable.filter(({ manifest }) => manifest.priority === highest);
  const model = best.find(({ manifest }) => manifest.name === wanted) ?? best[0];
  if (model) return model;
  const names = [...models.keys()].join(', ') || 'none';
  throw new ModelError(`There is no model "${wanted}" for the scene ${scene}; the models here: ${names}`);
};
