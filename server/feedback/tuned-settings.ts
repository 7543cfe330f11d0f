import type { SceneName } from '#contract/detection.ts';
import type { CameraTune } from '#contract/feedback.ts';
import type { Polygon } from '#contract/scene-settings.ts';

/** A camera's settings as the database has them. */
export type StoredSettings = Record<string, unknown>;
type TuneValue = Pick<CameraTune, 'polygon' | 'score' | 'previousScore'>;

/** Where a scene keeps the places it does not look at. */
const zonesKey = {
  'fire-lane': 'ignoreZones',
  'straw-burning': 'ignoreZones',
  'high-rise-throwing': 'masks',
} as const satisfies Record<SceneName, string>;

/** The settings with the zone or the threshold in them; the rest stays as it is. */
export const withTune = (scene: SceneName, settings: StoredSettings, tune: TuneValue): StoredSettings => {
  if (tune.score !== null) return { ...settings, openScore: tune.score };
  if (!tune.polygon) return settings;
  return { ...settings, [zonesKey[scene]]: [...zonesOf(scene, settings), tune.polygon] };
};

/** The settings without it. A threshold that was set anew since then stays. */
export const withoutTune = (scene: SceneName, settings: StoredSettings, tune: TuneValue): StoredSettings => {
  if (tune.polygon) {
    const taken = JSON.stringify(tune.polygon);
    const zones = zonesOf(scene, settings);
    const index = zones.findIndex((zone) => JSON.stringify(zone) === taken);
    return index < 0 ? settings : { ...settings, [zonesKey[scene]]: zones.toSpliced(index, 1) };
  }
  if (settings.openScore !== tune.score) return settings;
  const { openScore: _, ...rest } = settings;
  return tune.previousScore === null ? rest : { ...rest, openScore: tune.previousScore };
};

const zonesOf = (scene: SceneName, settings: StoredSettings): Polygon[] => {
  const zones = settings[zonesKey[scene]];
  return Array.isArray(zones) ? zones : [];
};
