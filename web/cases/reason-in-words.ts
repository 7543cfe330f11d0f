import type { TFunction } from 'i18next';
import type { Reason } from '#contract/detection.ts';
import { words } from '../platform/words/words.ts';

/** A scene's reason in the interface's language; one that nobody has translated is shown as it came. */
export function reasonInWords(reason: Reason, t: TFunction): string {
  const values = Object.fromEntries(Object.entries(reason.values).map(([name, value]) => [name, readable(value)]));
  if (!(reason.code in words.reason)) return [reason.code, ...Object.entries(values).map(([name, value]) => `${name} ${value}`)].join(' · ');
  return (t as (key: string, values: object) => string)(`reason.${reason.code}`, values);
}

/** Figures with as many digits as a person can use. */
function readable(value: number | string): string {
  if (typeof value === 'string' || Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace(/\.?0+$/, '');
}
