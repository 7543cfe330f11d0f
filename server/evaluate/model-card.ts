import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SceneName } from '#contract/detection.ts';
import type { ClipResult } from './clip-result.ts';
import { errorTable, recordingTable, stillTable } from './score-tables.ts';
import type { GroupScore, Scores, StillScore } from './scores.ts';

/** `models/<name>/scores.json`: what the card's table is made from, so that the two can't drift apart. */
export interface CardScores {
  scene: SceneName;
  model: ClipResult['model'];
  sets: GroupScore[];
  stills: StillScore[];
}

const opening = '<!-- scores: written by `npm run models:evaluate -- --write-cards` -->';
const closing = '<!-- /scores -->';
const between = /<!-- scores:[^>]*-->[\s\S]*?<!-- \/scores -->/;

/** Writes each evaluated model's scores beside it, and their tables into its card. */
export const writeCards = async (
  modelsDir: string,
  scores: Scores,
  used: ReadonlyMap<SceneName, ClipResult['model']>,
  say: (line: string) => void,
): Promise<void> => {
  for (const [scene, model] of used) {
    const own = {
      scene,
      model,
      sets: scores.bySet.filter((row) => row.scene === scene),
      stills: scores.stills.filter((row) => row.scene === scene),
    };
    const folder = path.join(modelsDir, model.name);
    await writeFile(path.join(folder, 'scores.json'), `${JSON.stringify(own, null, 1)}\n`);
    const card = path.join(folder, 'card.md');
    await writeFile(card, withScores(await readFile(card, 'utf8'), own));
    say(`${card} is written anew`);
  }
};

/** The card with the tables of these scores between its markers; without markers they come at its end. */
export const withScores = (card: string, scores: CardScores): string => {
  const section = `${opening}\n${cardSection(scores)}\n${closing}`;
  return between.test(card)
    ? card.replace(between, () => section)
    : `${card.trimEnd()}\n\n## As evaluated\n\n${section}\n`;
};

const cardSection = ({ model, sets, stills }: CardScores): string =>
  [
    `\`${model.name}\` ${model.version}, SHA-256 \`${model.sha256.slice(0, 8)}…\`, with the scene's defaults; 95 % intervals in brackets.`,
    ...(sets.length > 0 ? [recordingTable(sets, 'set'), errorTable(sets)] : []),
    ...(stills.length > 0 ? [stillTable(stills)] : []),
  ].join('\n\n');

const Kept = z.looseObject({
  scene: SceneName,
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
  sets: z.array(z.looseObject({})),
  stills: z.array(z.looseObject({})),
});

/** The scores that lie beside a model; undefined where it has not been evaluated. */
export const readCardScores = async (folder: string): Promise<CardScores | undefined> => {
  const text = await readFile(path.join(folder, 'scores.json'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  return text === undefined ? undefined : (Kept.parse(JSON.parse(text)) as unknown as CardScores);
};
