import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { settings } from '../server/platform/config.ts';

/** The README's table of settings, made from their schema; `--check` fails where it is out of date. */

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const marks = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/;

const rows = Object.entries(settings).map(([name, schema]) => {
  const standard = schema.safeParse(undefined);
  const shown = standard.success && standard.data !== undefined ? `\`${standard.data}\`` : '–';
  return `| \`${name}\` | ${shown} | ${z.globalRegistry.get(schema)?.description ?? ''} |`;
});
const table = ['| variable | default | what |', '|---|---|---|', ...rows, ''].join('\n');
const text = await readFile(readme, 'utf8');
const updated = text.replace(marks, (_, before: string, after: string) => before + table + after);

if (process.argv.includes('--check')) {
  if (updated === text) process.exit(0);
  console.error('README.md: the table of settings is out of date; run `npx tsx scripts/settings-table.ts`');
  process.exit(1);
}
await writeFile(readme, updated);
