import type { TFunction } from 'i18next';
import type { Reason } from '#contract/detection.ts';
import { knownReasons } from '../platform/words/reason-words.ts';

/** A scene's reason in the interface's language; one that nobody has translated is shown as it came. */
export function reasonInWords(reason: Reason, t: TFunction): string {
  const values = readableValues(reason.values);
  if (!knownReasons.has(reason.code)) return [reason.code, ...Object.values(reason.values)].join(' · ');
  return (t as (key: string, values: object) => string)(`reason.${reason.code}`, values);
}

/** Figures with as many digits as a person can use; a share of 0–1 is there in per cent too. */
function readableValues(values: Reason['values']): Record<string, string> {
  const readable = Object.entries(values).map(([name, value]) => [name, readableValue(value)]);
  const percents = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'number' ? [[`${name}Percent`, String(Math.round(value * 100))]] : [],
  );
  return Object.fromEntries([...percents, ...readable]);
}

function readableValue(value: number | string): string {
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  return value.toFixed(1).replace(/\.0$/, '');
}
