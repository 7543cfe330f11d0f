import { AlertTarget } from '#contract/alert-rule.ts';
import { caseRoles } from '#contract/endpoint.ts';
import { useWords } from '../platform/words/use-words.ts';
import { ChoiceSetting } from './setting-fields.tsx';
import type { AlertSettingsData } from './use-settings.ts';

interface TargetChoiceProps {
  data: AlertSettingsData;
  onChoose(target: AlertTarget): void;
}

/** Rosters, roles, departments and people that a step can name. */
export function TargetChoice({ data, onChoose }: TargetChoiceProps) {
  const { t, nameIn } = useWords();
  const optionOf = (target: object) => JSON.stringify(target);
  return (
    <ChoiceSetting
      label={t('alertDesk.settings.who')}
      value=""
      onChange={(value) => value && onChoose(AlertTarget.parse(JSON.parse(value)))}
    >
      <option value="">{t('alertDesk.settings.addTarget')}</option>
      <optgroup label={t('alertDesk.settings.rosters')}>
        {data.rosters.map((roster) => (
          <option key={roster.id} value={optionOf({ kind: 'roster', rosterId: roster.id })}>
            {nameIn(roster, 'name')}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('alertDesk.settings.roles')}>
        {caseRoles.map((role) => (
          <option key={role} value={optionOf({ kind: 'role', role })}>
            {t(`session.role.${role}`)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('alertDesk.settings.departments')}>
        <option value={optionOf({ kind: 'department' })}>{t('alertDesk.settings.targetDepartment')}</option>
        {data.departments.map((department) => (
          <option
            key={department.code}
            value={optionOf({ kind: 'department', departmentCode: department.code })}
          >
            {nameIn(department, 'name')}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('alertDesk.settings.people')}>
        {data.people.map(({ id, name, role }) => (
          <option key={id} value={optionOf({ kind: 'person', userId: id })}>
            {name} · {t(`session.role.${role}`)}
          </option>
        ))}
      </optgroup>
    </ChoiceSetting>
  );
}
