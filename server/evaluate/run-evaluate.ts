import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readModels } from '../detect/model-registry.ts';
import { modelForScene } from '../detect/scene-model.ts';
import type { Config } from '../platform/config.ts';
import { asNegatives } from './as-negatives.ts';
import { codeVersion } from './code-version.ts';
import type { EvaluateArguments } from './evaluate-arguments.ts';
import { evaluateClip } from './evaluated-clip.ts';
import { eventLists } from './event-lists.ts';
import { writeCards } from './model-card.ts';
import { exists, readSet } from './read-set.ts';
import { createResultCache } from './result-cache.ts';
import { runClips } from './run-clips.ts';
import { scoreTables } from './score-tables.ts';
import { scoresOf } from './scores.ts';

const shipped = 'geodata/footage/clips';
/** Real footage that not everybody has. */
const besides = ['../shared/data/vehicles', '../shared/data/fire_smoke'];

/** Runs the sets that the command line names and prints how it went; false where a clip could not be analysed. */
export const runEvaluate = async (
  args: EvaluateArguments,
  config: Config,
  say: (line: string) => void,
): Promise<boolean> => {
  const folders = args.sets.length > 0 ? args.sets : [shipped, ...(await thoseThere(besides, say))];
  const sets = await Promise.all(folders.map((folder) => readSet(folder, args.stillsPerFolder)));
  const all = args.as ? asNegatives(sets.flat(), args.as) : sets.flat();
  const clips = all.filter(({ scene }) => args.scene === undefined || scene === args.scene);
  const models = await readModels(config.EYRIE_MODELS_DIR, undefined, config.EYRIE_PREFER_MODELS);
  const ran = await runClips(clips, {
    cache: createResultCache(path.resolve('.cache/evaluate')),
    code: await codeVersion(),
    modelSha256Of: ({ scene }) => modelForScene(models, scene).manifest.sha256,
    fresh: args.fresh,
    jobs: args.jobs,
    say,
  });
  const evaluated = ran.flatMap(({ clip, result }) => (result ? [evaluateClip(clip, result)] : []));
  const failed = ran.filter(({ failure }) => failure !== undefined);
  const scores = scoresOf(evaluated);
  const used = new Map(evaluated.map(({ clip, model }) => [clip.scene, model]));

  console.log(
    [...used]
      .map(([scene, model]) => `${scene}: ${model.name} ${model.version} (${model.sha256.slice(0, 8)})`)
      .join('\n'),
  );
  console.log(`\n${scoreTables(scores)}\n${eventLists(evaluated)}`);
  for (const { clip, failure } of failed) console.log(`\nNot analysed: ${clip.set}/${clip.name}: ${failure}`);
  if (args.jsonFile) {
    const whole = { models: Object.fromEntries(used), scores, clips: evaluated, failed };
    await writeFile(args.jsonFile, `${JSON.stringify(whole, null, 1)}\n`);
  }
  if (args.writeCards) await writeCards('models', scores, used, say);
  return failed.length === 0;
};

const thoseThere = async (folders: readonly string[], say: (line: string) => void): Promise<string[]> => {
  const there = await Promise.all(folders.map(exists));
  return folders.filter((folder, index) => {
    if (!there[index]) say(`${folder} is not here and is left out`);
    return there[index];
  });
};
