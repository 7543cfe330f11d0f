import { sceneNames } from '#contract/detection.ts';
import { rateOf, shareOf } from '../intervals.ts';
import { rate, share } from '../score-tables.ts';
import { table } from '../table.ts';
import type { JudgedCase, WatchedDays } from './judged-case.repository.ts';

/**
 * What operators' judgement says of the scenes: precision and false events per camera-day, by scene, camera, hour,
 * reason and model. What the machines missed nobody can tell from it.
 */
export const feedbackTables = (cases: readonly JudgedCase[], watched: readonly WatchedDays[]): string => {
  const scenes = sceneNames.filter((scene) => cases.some((one) => one.scene === scene));
  const daysOf = (keep: (one: WatchedDays) => boolean) =>
    watched.filter(keep).reduce((total, { days }) => total + days, 0);
  const cameras = [...new Set(cases.map(({ cameraCode }) => cameraCode))].sort();
  const hours = [
    ...new Set(cases.map(({ scene, hour }) => `${scene} ${String(hour).padStart(2, '0')}`)),
  ].sort();
  const models = [...new Set(cases.map(modelOf))].sort();
  const reasons = [
    ...new Set(cases.flatMap(({ verdict, reason }) => (reason ? [`${verdict}: ${reason}`] : []))),
  ];
  return [
    'By scene',
    judgementTable('scene', scenes, (scene) => ({
      group: cases.filter((one) => one.scene === scene),
      days: daysOf((one) => one.scene === scene),
    })),
    'By camera',
    judgementTable('camera', cameras, (code) => ({
      group: cases.filter(({ cameraCode }) => cameraCode === code),
      days: daysOf(({ cameraCode }) => cameraCode === code),
    })),
    'By hour of the day (a camera-day has each hour once)',
    judgementTable('scene and hour', hours, (key) => ({
      group: cases.filter(({ scene, hour }) => `${scene} ${String(hour).padStart(2, '0')}` === key),
      days: daysOf((one) => key.startsWith(one.scene)),
    })),
    'By model',
    judgementTable('model', models, (model) => ({
      group: cases.filter((one) => modelOf(one) === model),
      days: undefined,
    })),
    ...(reasons.length === 0
      ? []
      : [
          'By what operators said',
          table(
            ['verdict and reason', 'cases'],
            reasons
              .sort()
              .map((key) => [
                key,
                String(cases.filter(({ verdict, reason }) => `${verdict}: ${reason}` === key).length),
              ]),
          ),
        ]),
    whence(watched),
  ].join('\n\n');
};

const judgementTable = <K extends string>(
  kind: string,
  keys: readonly K[],
  groupOf: (key: K) => { group: readonly JudgedCase[]; days: number | undefined },
): string =>
  table(
    [kind, 'cases', 'confirmed', 'false', 'not judged', 'precision', 'camera-days', 'false per camera-day'],
    keys.map((key) => {
      const { group, days } = groupOf(key);
      const wrong = group.filter(({ verdict }) => verdict === 'false-alarm').length;
      const right = group.filter(({ verdict }) => verdict.startsWith('confirmed')).length;
      return [
        key,
        String(group.length),
        String(right),
        String(wrong),
        String(group.length - right - wrong),
        share(shareOf(right, right + wrong)),
        days === undefined ? '–' : days.toFixed(2),
        days === undefined ? '–' : rate(rateOf(wrong, days), 1),
      ];
    }),
  );

const modelOf = ({ model }: JudgedCase): string =>
  model ? `${model.name} ${model.version} (${model.sha256.slice(0, 8)})` : 'not recorded';

const whence = (watched: readonly WatchedDays[]): string => {
  const counted = watched.filter(({ from }) => from === 'uptime').length;
  const guessed = watched.length - counted;
  return [
    `Camera-days: counted by the workers for ${counted} camera(s)`,
    ...(guessed > 0
      ? [`from first to last sighting for ${guessed}, which is too few for a quiet camera`]
      : []),
  ].join('; ');
};
