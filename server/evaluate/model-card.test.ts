import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readCardScores, withScores } from './model-card.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));

it('puts scores between the markers and leaves the rest of a card as it is', () => {
  const scores = {
    scene: 'straw-burning',
    model: { name: 'smoke', version: '2.0.0', sha256: 'abcdef0123' },
    sets: [],
    stills: [],
  } as const;
  const own = { ...scores, sets: [...scores.sets], stills: [...scores.stills] };
  const once = withScores('# Smoke\n\nText.\n', own);
  expect(once).toContain('`smoke` 2.0.0, SHA-256 `abcdef01…`');
  expect(withScores(once, own)).toBe(once);
  expect(withScores(`${once}\n## More\n`, own)).toContain('Text.');
  expect(withScores(`${once}\n## More\n`, own)).toMatch(/\/scores -->\n\n## More\n$/);
});

it('says in each shipped card what was measured on the weights that ship', async () => {
  const folders = (await readdir(modelsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const measured: string[] = [];
  for (const { name } of folders) {
    const folder = path.join(modelsDir, name);
    const scores = await readCardScores(folder);
    if (!scores) continue;
    measured.push(name);
    const card = await readFile(path.join(folder, 'card.md'), 'utf8');
    expect(withScores(card, scores), `${name}: run models:evaluate -- --write-cards`).toBe(card);
    const manifest = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8'));
    expect(scores.model.sha256, `${name}: evaluated with other weights`).toBe(manifest.sha256);
  }
  expect(measured).toEqual(expect.arrayContaining(['falling', 'smoke', 'vehicles']));
});
