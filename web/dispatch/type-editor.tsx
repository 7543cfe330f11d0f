import { useState } from 'react';
import type { LimitPolicy } from '#contract/case-limit.ts';
import type { Department } from '#contract/department.ts';
import { Closer, type EventTypeSettings, type KeptEventType } from '#contract/event-type.ts';
import { LimitUnit } from '#contract/working-calendar.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Check, Input, Labelled, Lines, Select } from './fields.tsx';
import { TypeDepartmentsField } from './type-departments-field.tsx';
import { useDispatchSave } from './use-dispatch-save.ts';

/** Of an area, what choosing it needs. */
export interface NamedArea {
  code: string;
  name: string;
  nameEn: string;
}

interface TypeEditorProps {
  type: KeptEventType;
  classes: readonly KeptEventType[];
  departments: readonly Department[];
  areas: readonly NamedArea[];
  policies: readonly LimitPolicy[];
  mayChange: boolean;
  onClose(): void;
}

/** All that is set for one type. */
export function TypeEditor({
  type,
  classes,
  departments,
  areas,
  policies,
  mayChange,
  onClose,
}: TypeEditorProps) {
  const { t, nameIn } = useWords();
  const { retiredAt, ...kept } = type;
  const isNew = kept.code === '';
  const [draft, setDraft] = useState<EventTypeSettings>(kept);
  const [checklist, setChecklist] = useState(kept.checklist.join('\n'));
  const save = useDispatchSave('saveType');
  const retire = useDispatchSave('retireType');
  const set = (part: Partial<EventTypeSettings>) => setDraft((now) => ({ ...now, ...part }));
  const disabled = !mayChange || save.isPending;
  const body = {
    ...draft,
    checklist: checklist
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  };
  return (
    <form
      className="space-y-4 px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ params: { code: draft.code }, body }, { onSuccess: onClose });
      }}
    >
      <header className="flex items-baseline justify-between gap-3">
        <h2 className="text-lg font-medium">{isNew ? t('dispatch.type.add') : nameIn(type, 'name')}</h2>
        <span className="text-sm text-faint">
          {retiredAt ? t('dispatch.type.retired') : !mayChange && t('dispatch.type.onlyAdmin')}
        </span>
      </header>
      <div className="grid grid-cols-2 gap-3">
        <Labelled label={t('dispatch.type.code')}>
          <Input
            required
            disabled={disabled || !isNew}
            value={draft.code}
            onChange={({ target }) => set({ code: target.value })}
          />
        </Labelled>
        <Labelled label={t('dispatch.type.class')}>
          <Select
            disabled={disabled}
            value={draft.parentCode ?? ''}
            onChange={({ target }) => set({ parentCode: target.value || null })}
          >
            <option value="">{t('dispatch.type.noClass')}</option>
            {classes.map((each) => (
              <option key={each.code} value={each.code}>
                {nameIn(each, 'name')}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled label={t('dispatch.type.name')}>
          <Input
            required
            disabled={disabled}
            value={draft.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        </Labelled>
        <Labelled label={t('dispatch.type.nameEn')}>
          <Input
            required
            disabled={disabled}
            value={draft.nameEn}
            onChange={({ target }) => set({ nameEn: target.value })}
          />
        </Labelled>
        <Labelled label={t('dispatch.type.department')}>
          <Select
            disabled={disabled}
            value={draft.departmentCode ?? ''}
            onChange={({ target }) => set({ departmentCode: target.value || null })}
          >
            <option value="">{t('dispatch.type.noDepartment')}</option>
            {departments.map((each) => (
              <option key={each.code} value={each.code}>
                {nameIn(each, 'name')}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled label={t('dispatch.type.policy')}>
          <Select
            disabled={disabled}
            value={draft.policyCode}
            onChange={({ target }) => set({ policyCode: target.value })}
          >
            {policies.map((each) => (
              <option key={each.code} value={each.code}>
                {nameIn(each, 'name')}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled label={t('dispatch.type.limit')}>
          <Input
            type="number"
            min={0}
            step="any"
            disabled={disabled}
            value={draft.limit?.value ?? ''}
            placeholder={t('dispatch.type.byPolicy')}
            onChange={({ target }) =>
              set({
                limit:
                  target.value === ''
                    ? null
                    : { value: Number(target.value), unit: draft.limit?.unit ?? 'working-hours' },
              })
            }
          />
        </Labelled>
        <Labelled label={t('dispatch.policy.unit')}>
          <Select
            disabled={disabled || draft.limit === null}
            value={draft.limit?.unit ?? 'working-hours'}
            onChange={({ target }) =>
              draft.limit && set({ limit: { ...draft.limit, unit: LimitUnit.parse(target.value) } })
            }
          >
            {LimitUnit.options.map((unit) => (
              <option key={unit} value={unit}>
                {t(`dispatch.unit.${unit}`)}
              </option>
            ))}
          </Select>
        </Labelled>
      </div>
      <TypeDepartmentsField
        value={draft.departments}
        departments={departments}
        areas={areas}
        disabled={disabled}
        onChange={(value) => set({ departments: value })}
      />
      <Labelled label={t('dispatch.type.checklist')}>
        <Lines value={checklist} disabled={disabled} onChange={setChecklist} />
      </Labelled>
      <fieldset>
        <legend className="eyebrow">{t('dispatch.type.closers')}</legend>
        <div className="flex flex-wrap gap-x-5">
          {Closer.options.map((role) => (
            <Check
              key={role}
              label={t(`session.role.${role}`)}
              disabled={disabled}
              checked={draft.closers.includes(role)}
              onChange={({ target }) =>
                set({
                  closers: target.checked
                    ? [...draft.closers, role]
                    : draft.closers.filter((each) => each !== role),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <Check
        label={t('dispatch.type.autoDispatch')}
        disabled={disabled}
        checked={draft.autoDispatch}
        onChange={({ target }) => set({ autoDispatch: target.checked })}
      />
      {draft.code.startsWith('ai.') && (
        <Labelled label={t('dispatch.type.autoAccept')}>
          <Input
            type="number"
            min={0.01}
            max={1}
            step={0.01}
            disabled={disabled}
            placeholder={t('dispatch.type.autoAcceptHint')}
            value={draft.autoAcceptScore ?? ''}
            onChange={({ target }) =>
              set({ autoAcceptScore: target.value === '' ? null : Number(target.value) })
            }
          />
        </Labelled>
      )}
      <footer className="flex gap-2 border-t border-line pt-4">
        {mayChange && (
          <Button type="submit" look="accent" disabled={disabled || draft.closers.length === 0}>
            {t('dispatch.type.save')}
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {t('nav.close')}
        </Button>
        {mayChange && !isNew && (
          <Button
            look="quiet"
            className="ml-auto"
            disabled={retire.isPending}
            onClick={() =>
              retire.mutate({ params: { code: draft.code }, body: { retired: retiredAt === null } })
            }
          >
            {t(retiredAt === null ? 'dispatch.type.retire' : 'dispatch.type.restore')}
          </Button>
        )}
      </footer>
    </form>
  );
}
