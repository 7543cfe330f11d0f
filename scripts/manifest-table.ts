import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ModelManifest } from '../server/contract/model.ts';

/** The reference of model.json in docs/models.md, made from its schema; `--check` fails where it is out of date. */

interface Schema {
  description?: string;
  default?: unknown;
  const?: string;
  enum?: string[];
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

const file = fileURLToPath(new URL('../docs/models.md', import.meta.url));
const marks = /(<!-- manifest -->\n)[\s\S]*?(<!-- \/manifest -->)/;

const rowsOf = (schema: Schema, path: string): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (field.oneOf) return [];
    const isRequired = schema.required?.includes(name) ?? false;
    const nested = field.items?.properties ? { inner: field.items, mark: '[]' } : { inner: field, mark: '' };
    const row = `| \`${path}${name}\` | ${defaultOf(field, isRequired)} | ${meaningOf(field)} |`;
    if (field.const !== undefined) return [];
    const rows = rowsOf(nested.inner, `${path}${name}${nested.mark}.`);
    return rows.length > 0 && !field.description ? rows : [row, ...rows];
  });

const defaultOf = ({ default: standard }: Schema, isRequired: boolean): string => {
  if (standard === undefined) return isRequired ? 'needed' : '–';
  const text = JSON.stringify(standard);
  return text === '[]' || text === '""' ? 'none' : `\`${text.replaceAll('"', '')}\``;
};

const meaningOf = ({ description = '', enum: choices }: Schema): string => {
  const isNamed = choices?.every((choice) => description.includes(`\`${choice}\``)) ?? true;
  return isNamed ? description : `${description}: ${choices?.map((choice) => `\`${choice}\``).join(', ')}`;
};

const tableOf = (rows: string[]): string[] => ['| field | default | what |', '|---|---|---|', ...rows, ''];

const schema = z.toJSONSchema(ModelManifest, { io: 'input' }) as Schema;
const families = schema.properties?.output?.oneOf ?? [];
const text = [
  '',
  ...tableOf(rowsOf(schema, '')),
  ...families.flatMap((family) => [
    `**\`${family.properties?.family?.const}\`** – ${family.description}`,
    '',
    ...tableOf(rowsOf(family, 'output.')),
  ]),
].join('\n');

const before = await readFile(file, 'utf8');
if (!marks.test(before)) throw new Error(`${file} has no place for the reference`);
const after = before.replace(marks, (_, start: string, end: string) => `${start}${text}${end}`);
if (process.argv.includes('--check')) {
  if (after === before) process.exit(0);
  console.error('docs/models.md: the reference is out of date; run `npx tsx scripts/manifest-table.ts`');
  process.exit(1);
}
await writeFile(file, after);
