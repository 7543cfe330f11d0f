import type { AlertTarget } from '#contract/alert-rule.ts';
import { useWords } from '../platform/words/use-words.ts';
import type { AlertSettingsData } from './use-settings.ts';

/** A target in words. */
export function useTargetNames({ rosters, people, departments }: AlertSettingsData) {
  const { t, nameIn } = useWords();
  return (target: AlertTarget): string => {
    switch (target.kind) {
      case 'person':
        return people.find(({ id }) => id === target.userId)?.name ?? '–';
      case 'role': {
        const name = t('alertDesk.settings.targetRole', { name: t(`session.role.${target.role}`) });
        return target.areaCode === null ? name : `${name} ${target.areaCode}`;
      }
      case 'roster': {
        const roster = rosters.find(({ id }) => id === target.rosterId);
        return t('alertDesk.settings.targetRoster', { name: roster ? nameIn(roster, 'name') : '–' });
      }
      case 'department': {
        if (target.departmentCode === null) return t('alertDesk.settings.targetDepartment');
        const department = departments.find(({ code }) => code === target.departmentCode);
        return t('alertDesk.settings.targetDepartmentOf', {
          name: department ? nameIn(department, 'name') : target.departmentCode,
        });
      }
    }
  };
}
