import type { TFunction } from 'i18next';
import type { AuditEntry } from '#contract/audit.ts';
import { CaseStepName } from '#contract/case-machine.ts';
import { words } from '../platform/words/words.ts';

const { audit } = words.administration;
type Kind = keyof typeof audit.kinds;

/** What something was done to, by the name that it had then. */
export function objectInWords({ kind, id, name }: NonNullable<AuditEntry['object']>, t: TFunction): string {
  const named = kind in audit.kinds ? t(`administration.audit.kinds.${kind as Kind}`) : kind;
  return `${named} ${name ?? id}`;
}

/** Who acted where no account did. */
export const actorInWords = ({ action }: Pick<AuditEntry, 'action'>, t: TFunction): string =>
  t(action === 'sign-in' ? 'administration.audit.notSignedIn' : 'administration.audit.nobody');

/** What an entry tells beside what was done to what, in words where there are any. */
export function detailsInWords(details: AuditEntry['details'], t: TFunction): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => {
      const step = key === 'step' ? CaseStepName.safeParse(value).data : undefined;
      if (step) return t(`case.step.${step}`);
      if (key === 'why' && isKeyOf(words.problem, value)) return t(`problem.${value}`);
      const named = isKeyOf(audit.details, key) ? t(`administration.audit.details.${key}`) : key;
      return `${named} ${valueInWords(value, t)}`;
    })
    .join(' · ');
}

function valueInWords(value: AuditEntry['details'][string], t: TFunction): string {
  if (isKeyOf(words.session.role, value)) return t(`session.role.${value}`);
  if (isKeyOf(words.case.state, value)) return t(`case.state.${value}`);
  if (isKeyOf(audit.values, value)) return t(`administration.audit.values.${value}`);
  return String(value);
}

const isKeyOf = <Tree extends object>(tree: Tree, key: unknown): key is keyof Tree & string =>
  typeof key === 'string' && key in tree;
