import { useState } from 'react';
import type { AlertPolicy, AlertRule } from '#contract/alert-rule.ts';
import { Button } from '../platform/interface/button.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { PolicyForm } from './policy-form.tsx';
import { RuleForm } from './rule-form.tsx';
import { useTargetNames } from './target-names.ts';
import { type AlertSettingsData, useAlertSettings, useIsKeeper } from './use-settings.ts';

/** What raises an alert, and whom it reaches in which order. */
export function RuleSettings() {
  const { t } = useWords();
  const { data, error, refetch } = useAlertSettings();
  const isKeeper = useIsKeeper();
  if (error) return <ProblemLine error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  return (
    <div className="mx-auto grid max-w-7xl grid-cols-2 gap-x-8 py-4 max-lg:grid-cols-1">
      <Rules data={data} isKeeper={isKeeper} />
      <Policies data={data} isKeeper={isKeeper} />
      {!isKeeper && (
        <p className="col-span-full px-4 py-4 text-sm text-faint">{t('alertDesk.settings.readOnly')}</p>
      )}
    </div>
  );
}

function Rules({ data, isKeeper }: { data: AlertSettingsData; isKeeper: boolean }) {
  const { t } = useWords();
  const [edited, setEdited] = useState<AlertRule | 'new' | null>(null);
  return (
    <Panel className="border-t-0" title={t('alertDesk.settings.rules')} aside={data.rules.length}>
      {edited && (
        <RuleForm
          key={edited === 'new' ? 'new' : edited.id}
          rule={edited === 'new' ? null : edited}
          data={data}
          onDone={() => setEdited(null)}
        />
      )}
      <ul>
        {data.rules.map((rule) => (
          <li key={rule.id} className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
            <span className="min-w-0 flex-1">
              <span className={rule.enabled ? 'font-medium' : 'text-faint'}>{rule.name}</span>
              <span className="block text-sm text-soft">
                {t(`alertDesk.trigger.${rule.trigger}`)} →{' '}
                {data.policies.find(({ id }) => id === rule.policyId)?.name ?? '–'}
                {!rule.enabled && ` · ${t('alertDesk.settings.disabled')}`}
              </span>
            </span>
            {isKeeper && <Button onClick={() => setEdited(rule)}>{t('alertDesk.settings.edit')}</Button>}
          </li>
        ))}
      </ul>
      {isKeeper && !edited && (
        <Button className="mt-3" onClick={() => setEdited('new')} disabled={data.policies.length === 0}>
          {t('alertDesk.settings.addRule')}
        </Button>
      )}
    </Panel>
  );
}

function Policies({ data, isKeeper }: { data: AlertSettingsData; isKeeper: boolean }) {
  const { t } = useWords();
  const names = useTargetNames(data);
  const [edited, setEdited] = useState<AlertPolicy | 'new' | null>(null);
  const channelName = (id: string) => data.channels.find((channel) => channel.id === id)?.name ?? '–';
  return (
    <Panel className="border-t-0" title={t('alertDesk.settings.policies')} aside={data.policies.length}>
      {edited && (
        <PolicyForm
          key={edited === 'new' ? 'new' : edited.id}
          policy={edited === 'new' ? null : edited}
          data={data}
          onDone={() => setEdited(null)}
        />
      )}
      <ul>
        {data.policies.map((policy) => (
          <li key={policy.id} className="border-t border-line py-2 first:border-t-0">
            <div className="flex items-center justify-between gap-3">
              <span className="font-medium">{policy.name}</span>
              {isKeeper && <Button onClick={() => setEdited(policy)}>{t('alertDesk.settings.edit')}</Button>}
            </div>
            <ol className="mt-1 space-y-0.5 text-sm text-soft">
              {policy.steps.map((step, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity than their order
                <li key={n} className="flex gap-2">
                  <span className="figure text-faint">{n + 1}</span>
                  <span>
                    {step.targets.map(names).join('、') || '–'} ·{' '}
                    {step.channelIds.map(channelName).join('、')} ·{' '}
                    {t('time.seconds', { count: step.waitSeconds })}
                  </span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
      {isKeeper && !edited && (
        <Button className="mt-3" onClick={() => setEdited('new')}>
          {t('alertDesk.settings.addPolicy')}
        </Button>
      )}
    </Panel>
  );
}
