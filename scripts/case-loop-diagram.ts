import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { caseMachine, caseStepNames, needs, type StepRule } from '../server/contract/case-machine.ts';
import { CaseState } from '../server/contract/case-state.ts';

/** The diagram and the table of docs/case-loop.md, drawn from the case machine; `--check` fails where they are out of date. */

const file = fileURLToPath(new URL('../docs/case-loop.md', import.meta.url));
/** The pages' own words; they belong to another TypeScript project, so they are read and not imported. */
type Words = Record<string, readonly [zh: string, en: string]>;
const wordsFile = (name: string) => new URL(`../web/platform/words/${name}.ts`, import.meta.url).href;
const { caseStepWords }: { caseStepWords: Words } = await import(wordsFile('case-step-words'));
const { caseWords }: { caseWords: { state: Words } } = await import(wordsFile('case-words'));
const inChinese = (words: Words, name: string): string => words[name]?.[0] ?? name;

const marks = /(<!-- machine -->\n)[\s\S]*?(<!-- \/machine -->)/;

const rules = caseStepNames.map((name) => ({ name, rule: caseMachine[name] as StepRule }));
const idOf = (state: string) => state.replaceAll('-', '_');
const stepName = (name: (typeof caseStepNames)[number]) => inChinese(caseStepWords, name);

/** One arrow per pair of states, with all the steps that lead along it. */
function arrows(): string[] {
  const along = new Map<string, string[]>();
  for (const { name, rule } of rules) {
    if (rule.to === 'same' || rule.to === 'before' || rule.to === 'up') continue;
    for (const from of rule.from) {
      const key = `${idOf(from)} --> ${idOf(rule.to)}`;
      along.set(key, [...(along.get(key) ?? []), stepName(name)]);
    }
  }
  return [...along].map(([arrow, names]) => `  ${arrow} : ${names.join(' / ')}`);
}

const diagram = [
  '```mermaid',
  'stateDiagram-v2',
  ...CaseState.options.map(
    (state) => `  state "${inChinese(caseWords.state, state)} ${state}" as ${idOf(state)}`,
  ),
  `  [*] --> reported : ${inChinese(caseStepWords, 'report')}`,
  ...arrows(),
  `  suspended --> accepted : ${inChinese(caseStepWords, 'resume')}（回到挂起前）`,
  '```',
];

const destination = ({ to }: StepRule): string => {
  if (to === 'same') return '(stays)';
  if (to === 'before') return '(where it was)';
  return to === 'up' ? '(next level)' : `\`${to}\``;
};
const carries = (rule: StepRule): string =>
  rule.needs
    .map((need) => (need === 'owner' ? '`departmentCode` or `level`' : `\`${needs[need]}\``))
    .join(', ') || '–';

const table = [
  '| step | | from | to | who | must carry |',
  '|---|---|---|---|---|---|',
  ...rules.map(
    ({ name, rule }) =>
      `| \`${name}\` | ${stepName(name)} | ${rule.from.join(', ')} | ${destination(rule)} | ${rule.who.join(', ')} | ${carries(rule)} |`,
  ),
];

const before = await readFile(file, 'utf8');
const after = before.replace(marks, `$1\n${[...diagram, '', ...table, ''].join('\n')}\n$2`);
if (process.argv.includes('--check')) {
  if (after !== before) {
    console.error('docs/case-loop.md is out of date: npx tsx scripts/case-loop-diagram.ts');
    process.exit(1);
  }
} else {
  await writeFile(file, after);
}
