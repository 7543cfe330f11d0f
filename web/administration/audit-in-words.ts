import type { TFunction } from 'i18next';
import type { AuditEntry } from '#contract/audit.ts';
import { CaseStepName } from '#contract/case-machine.ts';
import { words } from '../platform/words/words.ts';

type Kind = keyof typeof words.administration.audit.kinds;

/** What something was done to, by the name that it had then. */
export function objectInWords({ kind, id, name }: NonNullable<AuditEntry['object']>, t: TFunction): string {
  const named =
    kind in words.administration.audit.kinds ? t(`administration.audit.kinds.${kind as Kind}`) : kind;
  return `${named} ${name ?? id}`;
}

/** Steps and refusals in words; whatever else an entry holds as it is. */
export function detailsInWords(details: AuditEntry['details'], t: TFunction): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => {
      const step = key === 'step' ? CaseStepName.safeParse(value).data : undefined;
      if (step) return t(`case.step.${step}`);
      if (key === 'why' && isKeyOf(words.problem, value)) return t(`problem.${value}`);
      return `${key}: ${String(value)}`;
    })
    .join(' · ');
}

const isKeyOf = <Tree extends object>(tree: Tree, key: unknown): key is keyof Tree & string =>
  typeof key === 'string' && key in tree;
