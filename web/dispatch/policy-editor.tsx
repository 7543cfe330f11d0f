import { useState } from 'react';
import { LimitPhase, type LimitPolicy, type PhaseLimit } from '#contract/case-limit.ts';
import { LimitUnit } from '#contract/working-calendar.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Input, Labelled, Select } from './fields.tsx';
import { useDispatchSave } from './use-dispatch-save.ts';

interface PolicyEditorProps {
  /** Without a code it is a new one, which is still to be named. */
  policy: LimitPolicy;
  mayChange: boolean;
  onSaved?: () => void;
}

/** One policy: a row per part of the way, and from which share of a limit it is yellow and red. */
export function PolicyEditor({ policy, mayChange, onSaved }: PolicyEditorProps) {
  const { t, nameIn } = useWords();
  const [draft, setDraft] = useState(policy);
  const save = useDispatchSave('savePolicy');
  const disabled = !mayChange || save.isPending;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(policy);
  const setPhase = (phase: LimitPhase, limit: PhaseLimit | undefined) =>
    setDraft(({ phases: { [phase]: _, ...others }, ...rest }) => ({
      ...rest,
      phases: limit ? { ...others, [phase]: limit } : others,
    }));
  const share = (key: 'yellow' | 'red') => (
    <Labelled label={t(`dispatch.policy.${key}`)}>
      <Input
        type="number"
        min={1}
        max={99}
        disabled={disabled}
        value={Math.round(draft[key] * 100)}
        onChange={({ target }) => setDraft((now) => ({ ...now, [key]: Number(target.value) / 100 }))}
      />
    </Labelled>
  );
  return (
    <form
      className="border border-line bg-panel px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ params: { code: draft.code }, body: draft }, { onSuccess: () => onSaved?.() });
      }}
    >
      {policy.code === '' ? (
        <div className="mb-3 grid grid-cols-3 gap-3">
          {(['code', 'name', 'nameEn'] as const).map((part) => (
            <Labelled key={part} label={t(`dispatch.type.${part}`)}>
              <Input
                required
                disabled={disabled}
                value={draft[part]}
                onChange={({ target }) => setDraft((now) => ({ ...now, [part]: target.value }))}
              />
            </Labelled>
          ))}
        </div>
      ) : (
        <h2 className="mb-3 text-lg font-medium">
          {nameIn(draft, 'name')}
          <span className="figure ml-3 text-sm font-normal text-faint">{draft.code}</span>
        </h2>
      )}
      <table className="w-full text-sm">
        <thead className="text-left text-xs text-faint">
          <tr>
            <th className="pb-1 font-medium">{t('dispatch.policy.phase')}</th>
            <th className="pb-1 font-medium">{t('dispatch.policy.value')}</th>
            <th className="pb-1 font-medium">{t('dispatch.policy.unit')}</th>
            <th className="pb-1 text-center font-medium">{t('dispatch.policy.climbs')}</th>
          </tr>
        </thead>
        <tbody>
          {LimitPhase.options.map((phase) => (
            <PhaseRow
              key={phase}
              phase={phase}
              limit={draft.phases[phase]}
              disabled={disabled}
              onChange={(limit) => setPhase(phase, limit)}
            />
          ))}
        </tbody>
      </table>
      <div className="mt-3 grid grid-cols-2 gap-3">
        {share('yellow')}
        {share('red')}
      </div>
      {mayChange && (
        <Button type="submit" look="accent" className="mt-4" disabled={disabled || !isChanged}>
          {t('dispatch.type.save')}
        </Button>
      )}
    </form>
  );
}

interface PhaseRowProps {
  phase: LimitPhase;
  limit: PhaseLimit | undefined;
  disabled: boolean;
  onChange(limit: PhaseLimit | undefined): void;
}

/** What one part is given; without a value it has no limit of its own. */
function PhaseRow({ phase, limit, disabled, onChange }: PhaseRowProps) {
  const { t } = useWords();
  const label = t(`dispatch.phase.${phase}`);
  return (
    <tr>
      <td className="py-1 pr-3">{label}</td>
      <td className="w-24 py-1 pr-2">
        <Input
          type="number"
          min={0}
          step="any"
          aria-label={`${label} ${t('dispatch.policy.value')}`}
          disabled={disabled}
          value={limit?.value ?? ''}
          placeholder={t('dispatch.policy.none')}
          onChange={({ target }) =>
            onChange(
              target.value === ''
                ? undefined
                : { unit: 'working-hours', climbs: true, ...limit, value: Number(target.value) },
            )
          }
        />
      </td>
      <td className="py-1 pr-2">
        <Select
          aria-label={`${label} ${t('dispatch.policy.unit')}`}
          disabled={disabled || !limit}
          value={limit?.unit ?? 'working-hours'}
          onChange={({ target }) => limit && onChange({ ...limit, unit: LimitUnit.parse(target.value) })}
        >
          {LimitUnit.options.map((unit) => (
            <option key={unit} value={unit}>
              {t(`dispatch.unit.${unit}`)}
            </option>
          ))}
        </Select>
      </td>
      <td className="py-1 text-center">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          aria-label={`${label} ${t('dispatch.policy.climbs')}`}
          disabled={disabled || !limit}
          checked={limit?.climbs ?? false}
          onChange={({ target }) => limit && onChange({ ...limit, climbs: target.checked })}
        />
      </td>
    </tr>
  );
}
