import clsx from 'clsx';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AlertActionName, AlertDetail } from '#contract/alert.ts';
import { durationInWords } from '../platform/format-duration.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { KeyCap } from '../platform/interface/key-cap.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { useServerSecond } from '../platform/live/server-clock.ts';
import { useWords } from '../platform/words/use-words.ts';
import { stateTones } from './alert-list.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { HandOnForm } from './hand-on-form.tsx';
import { useActOnAlert } from './use-act-on-alert.ts';

const keys: Record<AlertActionName, string | null> = {
  acknowledge: 'a',
  take: 't',
  snooze: 's',
  'hand-on': null,
};
const order: readonly AlertActionName[] = ['take', 'acknowledge', 'snooze', 'hand-on'];

/** One alert: what it is about, what one can do, who was told how, and what happened. */
export function AlertPanel({ alert }: { alert: AlertDetail }) {
  const { t, language, nameIn } = useWords();
  const act = useActOnAlert();
  const [handing, setHanding] = useState(false);
  const { facts } = alert;
  const { place } = facts;
  const where = place && [
    nameIn(place, 'townshipName'),
    nameIn(place, 'communityName'),
    nameIn(place, 'gridName'),
    nameIn(place, 'streetName'),
  ];
  return (
    <article>
      <header className="space-y-1 px-4 py-4">
        <p className="flex items-center gap-3 text-sm">
          <span className={clsx(stateTones[alert.state])}>{t(`alertDesk.state.${alert.state}`)}</span>
          <span className="text-faint">{t('alertDesk.step', { step: alert.step, steps: alert.steps })}</span>
          <Countdown alert={alert} />
        </p>
        <h2 className="text-xl font-medium">
          {t('alertDesk.titled', {
            trigger: t(`alertDesk.trigger.${alert.trigger}`),
            what: nameIn(facts, 'typeName'),
          })}
        </h2>
        <p className="text-soft">{where?.filter(Boolean).join(' ') || nameIn(facts, 'cameraName')}</p>
        <p className="figure text-sm text-faint">
          {dateAndTime(alert.happenedAt, language)}
          {alert.caseId && (
            <Link to={`/cases/${alert.caseId}`} className="ml-3 text-accent hover:underline">
              {t('alertDesk.case', { number: facts.caseNumber })}
            </Link>
          )}
        </p>
        {facts.text && <p className="pt-1">{facts.text}</p>}
      </header>
      <div className="flex flex-wrap gap-2 px-4 pb-4">
        {order
          .filter((action) => alert.nextActions.includes(action))
          .map((action, n) => (
            <Button
              key={action}
              look={n === 0 ? 'accent' : 'plain'}
              disabled={act.isPending}
              onClick={() => (action === 'hand-on' ? setHanding(true) : act.mutate({ id: alert.id, action }))}
            >
              {t(`alertDesk.action.${action}`)}
              {keys[action] && <KeyCap>{keys[action]}</KeyCap>}
            </Button>
          ))}
      </div>
      {handing && (
        <HandOnForm
          alertId={alert.id}
          busy={act.isPending}
          onBack={() => setHanding(false)}
          onHandOn={(userId, note) =>
            act.mutate(
              { id: alert.id, action: 'hand-on', userId, ...(note ? { note } : {}) },
              { onSuccess: () => setHanding(false) },
            )
          }
        />
      )}
      <Panel title={t('alertDesk.messages')} aside={alert.deliveries.length}>
        <DeliveryTable deliveries={alert.deliveries} />
      </Panel>
      <Panel title={t('alertDesk.history')}>
        <ol className="space-y-1.5 text-sm">
          {alert.actions.map((action) => (
            <li key={`${action.at} ${action.action}`} className="flex gap-3">
              <span className="figure shrink-0 text-faint">{dateAndTime(action.at, language)}</span>
              <span>
                {t(`alertDesk.action.${action.action as AlertActionName}`)}
                {action.actorName && (
                  <span className="text-soft">
                    {' · '}
                    {t(action.byLink ? 'alertDesk.byLink' : 'alertDesk.by', { name: action.actorName })}
                  </span>
                )}
                {action.note && <span className="text-soft"> · {action.note}</span>}
              </span>
            </li>
          ))}
        </ol>
      </Panel>
    </article>
  );
}

/** Until it climbs, or wakes. */
function Countdown({ alert }: { alert: AlertDetail }) {
  const { t } = useWords();
  const now = useServerSecond();
  if (alert.dueAt === null) return null;
  const time = durationInWords(Math.max(0, Date.parse(alert.dueAt) - now), t);
  return (
    <span className="figure text-soft">
      {t(alert.state === 'snoozed' ? 'alertDesk.wakesIn' : 'alertDesk.climbsIn', { time })}
    </span>
  );
}
