import { readdirSync, readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { knownReasons } from '../platform/words/reason-words.ts';
import { reasonInWords } from './reason-in-words.ts';

const t = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as unknown as TFunction;
const scenes = new URL('../../server/scenes/', import.meta.url);

describe('reasonInWords', () => {
  it('knows every reason that a scene gives', () => {
    const sources = readdirSync(scenes).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    const given = sources.flatMap((name) =>
      [...readFileSync(new URL(name, scenes), 'utf8').matchAll(/\bcode: '([a-z.-]+)'/g)].map(
        ([, code]) => code ?? '',
      ),
    );
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((code) => !knownReasons.has(code))).toEqual([]);
  });

  it('rounds to what a person can use, and turns a share into per cent', () => {
    const said = reasonInWords({ code: 'fire-lane.in-zone', values: { share: 0.4217 } }, t);
    expect(said).toContain('"sharePercent":"42"');
  });

  it('shows a reason as it came when nobody has translated it', () => {
    expect(reasonInWords({ code: 'moon-phase', values: { phase: 0.25 } }, t)).toContain('moon-phase');
  });
});
