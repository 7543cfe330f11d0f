import { useState } from 'react';
import { type AlertRule, AlertTrigger, RuleFilter, type SaveRule } from '#contract/alert-rule.ts';
import { SceneName } from '#contract/detection.ts';
import { call } from '../platform/api/call.ts';
import { useWords } from '../platform/words/use-words.ts';
import { FormButtons } from './form-buttons.tsx';
import { CheckSetting, ChoiceSetting, Grouped, listOf, TextSetting } from './setting-fields.tsx';
import { type AlertSettingsData, useSaveSetting } from './use-settings.ts';

interface RuleFormProps {
  rule: AlertRule | null;
  data: AlertSettingsData;
  onDone(): void;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** What a rule asks for, and the policy that follows. */
export function RuleForm({ rule, data, onDone }: RuleFormProps) {
  const { t } = useWords();
  const save = useSaveSetting(onDone);
  const [draft, setDraft] = useState<SaveRule>(
    () =>
      rule ?? {
        name: '',
        enabled: true,
        trigger: 'opened',
        filter: RuleFilter.parse({}),
        policyId: data.policies[0]?.id ?? '',
      },
  );
  const { filter } = draft;
  const change = (part: Partial<SaveRule>) => setDraft((last) => ({ ...last, ...part }));
  const narrow = (part: Partial<RuleFilter>) => change({ filter: { ...filter, ...part } });
  return (
    <form
      className="mb-4 space-y-3 border-y border-line bg-raised px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(() =>
          rule
            ? call('changeAlertRule', { params: { id: rule.id }, body: draft })
            : call('addAlertRule', { body: draft }),
        );
      }}
    >
      <TextSetting
        label={t('alertDesk.settings.name')}
        required
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <div className="grid grid-cols-2 gap-3">
        <ChoiceSetting
          label={t('alertDesk.settings.trigger')}
          value={draft.trigger}
          onChange={(trigger) => change({ trigger: AlertTrigger.parse(trigger) })}
        >
          {AlertTrigger.options.map((trigger) => (
            <option key={trigger} value={trigger}>
              {t(`alertDesk.trigger.${trigger}`)}
            </option>
          ))}
        </ChoiceSetting>
        <ChoiceSetting
          label={t('alertDesk.settings.policy')}
          value={draft.policyId}
          required
          onChange={(policyId) => change({ policyId })}
        >
          {data.policies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </ChoiceSetting>
      </div>
      <Grouped label={t('alertDesk.settings.scenes')}>
        {SceneName.options.map((scene) => (
          <CheckSetting
            key={scene}
            label={t(`case.scene.${scene}`)}
            on={filter.scenes.includes(scene)}
            onChange={(on) =>
              narrow({
                scenes: on ? [...filter.scenes, scene] : filter.scenes.filter((each) => each !== scene),
              })
            }
          />
        ))}
      </Grouped>
      <div className="grid grid-cols-2 gap-3">
        <TextSetting
          label={t('alertDesk.settings.typeCodes')}
          placeholder={t('alertDesk.settings.everything')}
          value={filter.typeCodes.join(', ')}
          onChange={(text) => narrow({ typeCodes: listOf(text) })}
        />
        <TextSetting
          label={t('alertDesk.settings.areaCodes')}
          placeholder={t('alertDesk.settings.everything')}
          value={filter.areaCodes.join(', ')}
          onChange={(text) => narrow({ areaCodes: listOf(text) })}
        />
        <TextSetting
          label={t('alertDesk.settings.scoreFrom')}
          type="number"
          step="0.01"
          placeholder={t('alertDesk.settings.everything')}
          value={filter.scoreFrom === null ? '' : String(filter.scoreFrom)}
          onChange={(text) => narrow({ scoreFrom: text === '' ? null : Number(text) })}
        />
        <CheckSetting
          label={t('alertDesk.settings.enabled')}
          on={draft.enabled}
          onChange={(enabled) => change({ enabled })}
        />
      </div>
      <CheckSetting
        label={t('alertDesk.settings.hours')}
        on={filter.hours !== null}
        onChange={(on) => narrow({ hours: on ? { weekdays: everyDay, from: '18:00', to: '08:00' } : null })}
      />
      {filter.hours && (
        <div className="grid grid-cols-2 gap-3">
          <TextSetting
            label={t('alertDesk.settings.hoursFrom')}
            type="time"
            value={filter.hours.from}
            onChange={(from) => filter.hours && narrow({ hours: { ...filter.hours, from } })}
          />
          <TextSetting
            label={t('alertDesk.settings.hoursTo')}
            type="time"
            value={filter.hours.to}
            onChange={(to) => filter.hours && narrow({ hours: { ...filter.hours, to } })}
          />
        </div>
      )}
      <FormButtons
        busy={save.isPending}
        onCancel={onDone}
        {...(rule
          ? { onRemove: () => save.mutate(() => call('retireAlertRule', { params: { id: rule.id } })) }
          : {})}
      />
    </form>
  );
}
