import type { Detection } from '#contract/detection.ts';
import type { ModelCheck } from './check-model.ts';
import { rangeOf } from './measured-output.ts';
import type { CheckedFamily } from './try-family.ts';

/** What the check found, in lines for a person. */
export const reportCheck = (check: ModelCheck): string[] => [
  `${check.file}`,
  `  written by ${check.facts.producer || 'an unnamed exporter'}, opset ${check.facts.opset}, IR version ${check.facts.irVersion}${precision(check)}`,
  ...(check.facts.weightsListedAsInputs > 0
    ? [`  lists ${check.facts.weightsListedAsInputs} weights as inputs; they are passed over`]
    : []),
  '',
  ...table(tensorRows(check)),
  '',
  ...(check.best ? reportFamily(check, check.best) : ['No family fits what comes out of it.']),
  ...check.notes.map((note) => `Note: ${note}.`),
];

const precision = ({ facts, inputs }: ModelCheck): string => {
  if (facts.operators.has('QuantizeLinear') || facts.operators.has('QLinearConv'))
    return ', quantised to int8';
  if (facts.operators.has('DynamicQuantizeLinear')) return ', quantised to int8 as it runs';
  return inputs.some(({ type }) => type === 'float16') ? ', half precision' : '';
};

const tensorRows = ({ inputs, declaredOutputs, outputs }: ModelCheck): string[][] => [
  ['', 'name', 'type', 'declared', 'measured', 'values'],
  ...inputs.map(({ name, type, shape }) => ['in', name, type, shape.join('×'), '', '']),
  ...declaredOutputs.map(({ name, type, shape }) => {
    const measured = outputs.find((output) => output.name === name);
    const range = measured && measured.data.length > 0 ? rangeOf(measured.data) : undefined;
    return [
      'out',
      name,
      type,
      shape.join('×') || '–',
      measured?.dims.join('×') ?? '–',
      range ? `${short(range.min)} … ${short(range.max)}` : 'nothing',
    ];
  }),
];

const reportFamily = (check: ModelCheck, best: CheckedFamily): string[] => {
  const { guess, manifest, chosen, detections, batch, trials } = best;
  const others = check.guesses.filter((other) => other !== guess);
  return [
    `Family: ${guess.output.family} (${sure(guess.sureness)})`,
    ...guess.reasons.map((reason) => `  – ${reason}`),
    ...others.map(
      (other) =>
        `  Could also be ${other.output.family} (${sure(other.sureness)}): ${other.reasons.join('; ')}`,
    ),
    `Classes: ${manifest.classes.length}, ${best.classSource}`,
    `Batch: ${batch.say}`,
    `Input: ${chosen.name}, ${manifest.input.fit}, ${manifest.input.width}×${manifest.input.height}`,
    ...trials.map(
      ({ preprocessing, detections: found, strength }) =>
        `  ${preprocessing === chosen ? '→' : ' '} ${preprocessing.name}: ${found.length} found, strength ${strength.toFixed(2)}`,
    ),
    detections.length > 0
      ? 'Found in the picture:'
      : 'Found nothing in the picture: try another with --picture.',
    ...detections.slice(0, 10).map((detection) => `  ${describe(detection)}`),
  ];
};

const describe = ({ label, score, box }: Detection): string =>
  `${label} ${score.toFixed(2)} at ${box.map(Math.round).join(', ')}`;

const sure = (sureness: number): string => {
  const words = sureness >= 0.8 ? 'sure' : sureness >= 0.55 ? 'likely' : 'possible';
  return `${words}, ${sureness.toFixed(2)}`;
};

const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));

const table = (rows: string[][]): string[] => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
};
