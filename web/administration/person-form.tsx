import type { FormEvent } from 'react';
import type { ChangeAccount } from '#contract/account.ts';
import { administratorRoles, Role } from '#contract/session.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Line, Pick } from './fields.tsx';
import { fittingWork, isWorkComplete, worksFor } from './person-work.ts';
import { PlacePick } from './place-pick.tsx';
import { useManagedDepartments } from './use-managed-departments.ts';

interface PersonFormProps {
  work: ChangeAccount;
  /** One's own role and place are not one's own to change. */
  isOwn?: boolean;
  isPending: boolean;
  onChange(work: ChangeAccount): void;
  onSave(work: ChangeAccount): void;
}

/** Who somebody is and where they work. */
export function PersonForm({ work, isOwn = false, isPending, onChange, onSave }: PersonFormProps) {
  const { t, nameIn } = useWords();
  const { data: departments } = useManagedDepartments();
  const kind = worksFor(work.role);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(fittingWork(work));
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <Line
        label={t('administration.person.name')}
        value={work.name}
        required
        onChange={(name) => onChange({ ...work, name })}
      />
      <Line
        label={t('administration.person.phone')}
        type="tel"
        value={work.phone ?? ''}
        onChange={(phone) => onChange({ ...work, phone: phone.trim() === '' ? null : phone })}
      />
      <Pick
        label={t('administration.person.role')}
        value={work.role}
        disabled={isOwn}
        options={Role.options.map((value) => ({ value, label: t(`session.role.${value}`) }))}
        {...(administratorRoles.includes(work.role) && !isOwn
          ? { hint: t('administration.person.administratorHint') }
          : {})}
        onChange={(role) => onChange({ ...work, role: role as Role })}
      />
      {(kind === 'area' || kind === 'area-or-district') && (
        <PlacePick
          value={work.areaCode}
          needsOne={kind === 'area'}
          disabled={isOwn}
          onChange={(areaCode) => onChange({ ...work, areaCode })}
        />
      )}
      {kind === 'department' && (
        <Pick
          label={t('administration.person.department')}
          none={t('administration.person.choose')}
          value={work.departmentCode ?? ''}
          options={(departments?.items ?? [])
            .filter(({ retiredAt, code }) => retiredAt === null || code === work.departmentCode)
            .map((each) => ({ value: each.code, label: nameIn(each, 'name') }))}
          onChange={(code) => onChange({ ...work, departmentCode: code || null })}
        />
      )}
      <Button
        type="submit"
        look="accent"
        disabled={isPending || !isWorkComplete(fittingWork(work))}
        className="w-full"
      >
        {t('administration.save')}
      </Button>
    </form>
  );
}
