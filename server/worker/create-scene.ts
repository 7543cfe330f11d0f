import type { CameraGeometry, Scene, SceneMode, SceneName } from '#contract/detection.ts';
import { sceneSettings } from '#contract/scene-settings.ts';
import { createFireLaneScene } from '../scenes/fire-lane.scene.ts';
import { createHighRiseThrowingScene } from '../scenes/high-rise-throwing.scene.ts';
import { createStrawBurningScene } from '../scenes/straw-burning.scene.ts';

/** Starts the scene of that name; its settings are checked and throw a ZodError. */
export const createScene = (options: {
  scene: SceneName;
  settings: unknown;
  geometry?: CameraGeometry;
  mode: SceneMode;
}): Scene => {
  const { scene, settings, ...rest } = options;
  switch (scene) {
    case 'fire-lane':
      return createFireLaneScene({ ...rest, settings: sceneSettings[scene].parse(settings) });
    case 'straw-burning':
      return createStrawBurningScene({ ...rest, settings: sceneSettings[scene].parse(settings) });
    case 'high-rise-throwing':
      return createHighRiseThrowingScene({ ...rest, settings: sceneSettings[scene].parse(settings) });
  }
};
