import { X } from 'lucide-react';
import { useState } from 'react';
import type { AlertPolicy, PolicyStep, SavePolicy } from '#contract/alert-rule.ts';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { FormButtons } from './form-buttons.tsx';
import { CheckSetting, Grouped, TextSetting } from './setting-fields.tsx';
import { TargetChoice } from './target-choice.tsx';
import { useTargetNames } from './target-names.ts';
import { type AlertSettingsData, useSaveSetting } from './use-settings.ts';

interface PolicyFormProps {
  policy: AlertPolicy | null;
  data: AlertSettingsData;
  onDone(): void;
}

/** Steps in their order: whom, by which way, for how long. */
export function PolicyForm({ policy, data, onDone }: PolicyFormProps) {
  const { t } = useWords();
  const save = useSaveSetting(onDone);
  const firstStep = (): PolicyStep => ({
    targets: [],
    channelIds: data.channels.slice(0, 1).map(({ id }) => id),
    waitSeconds: 120,
  });
  const [draft, setDraft] = useState<SavePolicy>(() => policy ?? { name: '', steps: [firstStep()] });
  const changeStep = (at: number, part: Partial<PolicyStep>) =>
    setDraft((last) => ({
      ...last,
      steps: last.steps.map((step, n) => (n === at ? { ...step, ...part } : step)),
    }));
  return (
    <form
      className="mb-4 space-y-3 border-y border-line bg-raised px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(() =>
          policy
            ? call('changeAlertPolicy', { params: { id: policy.id }, body: draft })
            : call('addAlertPolicy', { body: draft }),
        );
      }}
    >
      <TextSetting
        label={t('alertDesk.settings.name')}
        required
        value={draft.name}
        onChange={(name) => setDraft((last) => ({ ...last, name }))}
      />
      {draft.steps.map((step, n) => (
        <StepFields
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity than their order
          key={n}
          number={n + 1}
          step={step}
          data={data}
          onChange={(part) => changeStep(n, part)}
          {...(draft.steps.length > 1
            ? {
                onRemove: () =>
                  setDraft((last) => ({ ...last, steps: last.steps.filter((_, at) => at !== n) })),
              }
            : {})}
        />
      ))}
      <Button onClick={() => setDraft((last) => ({ ...last, steps: [...last.steps, firstStep()] }))}>
        {t('alertDesk.settings.addStep')}
      </Button>
      <FormButtons
        busy={save.isPending}
        onCancel={onDone}
        {...(policy
          ? { onRemove: () => save.mutate(() => call('retireAlertPolicy', { params: { id: policy.id } })) }
          : {})}
      />
    </form>
  );
}

interface StepFieldsProps {
  number: number;
  step: PolicyStep;
  data: AlertSettingsData;
  onChange(part: Partial<PolicyStep>): void;
  onRemove?(): void;
}

function StepFields({ number, step, data, onChange, onRemove }: StepFieldsProps) {
  const { t } = useWords();
  const names = useTargetNames(data);
  return (
    <fieldset className="space-y-2 border-l-2 border-line-strong pl-3">
      <legend className="flex w-full items-center justify-between text-sm font-medium">
        {t('alertDesk.settings.stepNumber', { number })}
        {onRemove && <IconButton icon={X} label={t('alertDesk.settings.remove')} onClick={onRemove} />}
      </legend>
      <ul className="flex flex-wrap gap-2">
        {step.targets.map((target, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same target may stand twice
          <li key={n} className="flex items-center rounded-sm bg-pressed pl-2.5 text-sm">
            {names(target)}
            <IconButton
              icon={X}
              label={t('alertDesk.settings.remove')}
              onClick={() => onChange({ targets: step.targets.filter((_, at) => at !== n) })}
            />
          </li>
        ))}
      </ul>
      <TargetChoice data={data} onChoose={(target) => onChange({ targets: [...step.targets, target] })} />
      <Grouped label={t('alertDesk.settings.channels')}>
        {data.channels.map(({ id, name }) => (
          <CheckSetting
            key={id}
            label={name}
            on={step.channelIds.includes(id)}
            onChange={(on) =>
              onChange({
                channelIds: on ? [...step.channelIds, id] : step.channelIds.filter((each) => each !== id),
              })
            }
          />
        ))}
      </Grouped>
      <TextSetting
        label={t('alertDesk.settings.wait')}
        type="number"
        required
        value={String(step.waitSeconds)}
        onChange={(text) => onChange({ waitSeconds: Number(text) })}
      />
    </fieldset>
  );
}
