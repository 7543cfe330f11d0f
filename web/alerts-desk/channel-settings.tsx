import { useState } from 'react';
import type { AlertChannel } from '#contract/alert-channel.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { ChannelForm } from './channel-form.tsx';
import { ChannelTest } from './channel-test.tsx';
import { ContactForm } from './contact-form.tsx';
import { useAlertSettings, useIsKeeper } from './use-settings.ts';

/** Ways to reach people, each with a button that tries it. */
export function ChannelSettings() {
  const { t } = useWords();
  const { data, error, refetch } = useAlertSettings();
  const isKeeper = useIsKeeper();
  const [edited, setEdited] = useState<AlertChannel | 'new' | null>(null);
  if (error) return <ProblemLine error={error} onRetry={() => void refetch()} />;
  return (
    <div className="mx-auto max-w-4xl py-4">
      <Panel
        className="border-t-0"
        title={t('alertDesk.tabs.channels')}
        aside={isKeeper ? t('alertDesk.channel.secretsHint') : t('alertDesk.settings.readOnly')}
      >
        {edited && (
          <ChannelForm
            key={edited === 'new' ? 'new' : edited.id}
            channel={edited === 'new' ? null : edited}
            onDone={() => setEdited(null)}
          />
        )}
        <ul>
          {data?.channels.map((channel) => (
            <li
              key={channel.id}
              className="flex flex-wrap items-center gap-3 border-t border-line py-2.5 first:border-t-0"
            >
              <span className="min-w-48 flex-1">
                <span className={channel.enabled ? 'font-medium' : 'text-faint'}>{channel.name}</span>
                <span className="block text-sm text-soft">
                  {t(`alertDesk.kind.${channel.kind}`)}
                  {channel.areaCode && ` · ${channel.areaCode}`}
                  {!channel.enabled && ` · ${t('alertDesk.settings.disabled')}`}
                </span>
                <LastAttempt channel={channel} />
              </span>
              {isKeeper && channel.kind !== 'in-app' && (
                <>
                  <ChannelTest channel={channel} />
                  <Button onClick={() => setEdited(channel)}>{t('alertDesk.settings.edit')}</Button>
                </>
              )}
            </li>
          ))}
        </ul>
        {isKeeper && !edited && (
          <Button className="mt-3" onClick={() => setEdited('new')}>
            {t('alertDesk.settings.addChannel')}
          </Button>
        )}
      </Panel>
      <Panel title={t('alertDesk.contact.title')}>
        <ContactForm />
      </Panel>
    </div>
  );
}

function LastAttempt({ channel: { kind, lastAttempt } }: { channel: AlertChannel }) {
  const { t, language } = useWords();
  if (kind === 'in-app') return null;
  if (!lastAttempt) return <span className="block text-xs text-faint">{t('alertDesk.channel.never')}</span>;
  const time = dateAndTime(lastAttempt.at, language);
  return lastAttempt.ok ? (
    <span className="block text-xs text-accent">{t('alertDesk.channel.lastOk', { time })}</span>
  ) : (
    <span className="block text-xs text-alarm">
      {t('alertDesk.channel.lastFailed', { time, answer: lastAttempt.answer ?? '…' })}
    </span>
  );
}
