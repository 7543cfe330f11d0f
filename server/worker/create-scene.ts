import type { CameraGeometry, Scene, SceneMode, SceneName } from '#contract/detection.ts';
import { sceneSettings } from '#contract/scene-settings.ts';
import { createFireLaneScene } from '../scenes/fire-lane.scene.ts';
import { createHighRiseThrowingScene } from '../scenes/high-rise-throwing.scene.ts';
import { withOpenScore } from '../scenes/open-score.ts';
import { createStrawBurningScene } from '../scenes/straw-burning.scene.ts';

interface SceneOptions {
  scene: SceneName;
  settings: unknown;
  geometry?: CameraGeometry;
  mode: SceneMode;
}

/** Starts the scene of that name with the camera's own threshold; its settings are checked and throw a ZodError. */
export const createScene = (options: SceneOptions): Scene => {
  const { openScore } = sceneSettings[options.scene].parse(options.settings);
  return withOpenScore(createPlainScene(options), openScore);
};

const createPlainScene = ({ scene, settings, ...rest }: SceneOptions): Scene => {
  switch (scene) {
    case 'fire-lane':
      return createFireLaneScene({ ...rest, settings: sceneSettings[scene].parse(settings) });
    case 'straw-burning':
      return createStrawBurningScene({ ...rest, settings: sceneSettings[scene].parse(settings) });
    case 'high-rise-throwing':
      return createHighRiseThrowingScene({ ...rest, settings: sceneSettings[scene].parse(settings) });
  }
};
