import type { SceneName } from '#contract/detection.ts';
import { type Model, ModelError } from './model-registry.ts';

/** Each scene looks with the model whose manifest names its task. */
export const taskOfScene = {
  'fire-lane': 'vehicles',
  'straw-burning': 'smoke',
  'high-rise-throwing': 'falling',
} as const satisfies Record<SceneName, string>;

/** The scene's model by folder name or task; throws a ModelError that names the choices. */
export const modelForScene = (models: ReadonlyMap<string, Model>, scene: SceneName): Model => {
  const wanted = taskOfScene[scene];
  const model = models.get(wanted) ?? [...models.values()].find(({ manifest }) => manifest.task === wanted);
  if (model) return model;
  const names = [...models.keys()].join(', ') || 'none';
  throw new ModelError(`There is no model "${wanted}" for the scene ${scene}; the models here: ${names}`);
};
