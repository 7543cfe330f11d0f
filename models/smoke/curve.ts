/**
 * Prints how many pictures with and without fire score above each threshold, by the product's own detector:
 * where the scene's thresholds are read off.
 *
 *     npx tsx models/smoke/curve.ts SET… [--models DIR] [--list]     # a SET is a folder with truth.json, one picture a clip
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDetector } from '../../server/detect/detector.ts';
import { readModels } from '../../server/detect/model-registry.ts';
import { openSession } from '../../server/detect/open-session.ts';
import { modelForScene } from '../../server/detect/scene-model.ts';
import { shapeForModel } from '../../server/ingest/picture-scaler.ts';
import { readPicture } from '../../server/ingest/read-recording.ts';

interface Truth {
  clips: { file: string; events?: { class: string }[] }[];
}

const thresholds = [
  0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { models: { type: 'string' }, list: { type: 'boolean' } },
});
const modelsFolder = values.models ?? fileURLToPath(new URL('..', import.meta.url));
const model = modelForScene(await readModels(modelsFolder), 'straw-burning');
const { session } = await openSession(model, { threads: 1 });
const shape = shapeForModel(model.manifest.input);

for (const set of positionals) {
  const truth = JSON.parse(await readFile(path.join(set, 'truth.json'), 'utf8')) as Truth;
  const pictures: { name: string; shows: Set<string>; best: Map<string, number> }[] = [];
  for (const { file, events } of truth.clips) {
    const frame = await readPicture(path.join(set, file), shape);
    const observation = await createDetector(model.manifest, session).detect(frame);
    const best = new Map<string, number>();
    for (const { label, score } of observation?.detections ?? []) {
      best.set(label, Math.max(score, best.get(label) ?? 0));
    }
    pictures.push({ name: file, shows: new Set((events ?? []).map((event) => event.class)), best });
  }
  const quiet = pictures.filter(({ shows }) => shows.size === 0);
  console.log(`${set}: ${pictures.length - quiet.length} with fire, ${quiet.length} without`);
  for (const label of model.manifest.classes) {
    const fires = pictures.filter(({ shows }) => shows.has(label));
    for (const threshold of thresholds) {
      const [hits, alarms] = [fires, quiet].map(
        (some) => some.filter(({ best }) => (best.get(label) ?? 0) >= threshold).length,
      );
      console.log(
        `${label} ${threshold.toFixed(2)}  recall ${percent(hits!, fires.length)}  false ${percent(alarms!, quiet.length)}`,
      );
    }
  }
  if (values.list) {
    for (const { name, shows, best } of pictures) {
      const scores = [...best].map(([label, score]) => `${label} ${score.toFixed(2)}`).join(', ');
      console.log(`${name}  shows ${[...shows].join('+') || 'nothing'}; ${scores}`);
    }
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
