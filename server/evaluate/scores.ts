import type { SceneName } from '#contract/detection.ts';
import { sceneNames } from '#contract/detection.ts';
import { byHour, type HourTally } from './by-hour.ts';
import type { EvaluatedClip } from './evaluated-clip.ts';
import { type StillTally, stillTallyOf, type Tally, tallyOf } from './tally.ts';

/** A group of recordings and how they went; `name` is a set, a camera or a condition. */
export interface GroupScore extends Tally {
  scene: SceneName;
  name: string;
}
export interface StillScore extends StillTally {
  scene: SceneName;
  name: string;
}

/** Every table's figures. */
export interface Scores {
  bySet: GroupScore[];
  stills: StillScore[];
  byCamera: GroupScore[];
  byCondition: GroupScore[];
  byHour: (HourTally & { scene: SceneName })[];
}

export const allSets = 'all';

/** Counts everything once, by scene and whatever the clips say of themselves. */
export const scoresOf = (evaluated: readonly EvaluatedClip[]): Scores => {
  const scenes = sceneNames.map((scene) => {
    const own = evaluated.filter(({ clip }) => clip.scene === scene);
    const recordings = own.filter(({ clip }) => !clip.isStill);
    const grouped = (namesOf: (one: EvaluatedClip) => string[]): GroupScore[] =>
      groupBy(recordings, namesOf).map(([name, group]) => ({ scene, name, ...tallyOf(group) }));
    const sets = grouped(({ clip }) => [clip.set]);
    return {
      bySet: sets.length > 1 ? [...sets, { scene, name: allSets, ...tallyOf(recordings) }] : sets,
      stills: groupBy(
        own.filter(({ clip }) => clip.isStill),
        ({ clip }) => [clip.set],
      ).map(([name, group]) => ({ scene, name, ...stillTallyOf(group) })),
      byCamera: grouped(({ clip }) => (clip.camera ? [clip.camera] : [])),
      byCondition: grouped(({ clip }) => clip.conditions),
      byHour: byHour(recordings).map((hour) => ({ scene, ...hour })),
    };
  });
  return {
    bySet: scenes.flatMap(({ bySet }) => bySet),
    stills: scenes.flatMap(({ stills }) => stills),
    byCamera: scenes.flatMap(({ byCamera }) => byCamera),
    byCondition: scenes.flatMap(({ byCondition }) => byCondition),
    byHour: scenes.flatMap((scene) => scene.byHour),
  };
};

const groupBy = <T>(items: readonly T[], namesOf: (item: T) => string[]): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const name of namesOf(item)) groups.set(name, [...(groups.get(name) ?? []), item]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
};
