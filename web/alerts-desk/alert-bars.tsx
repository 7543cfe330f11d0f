import clsx from 'clsx';
import { BellRing, Siren, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Alert } from '#contract/alert.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { alertPlace } from './alert-place.ts';
import { alertsToShow } from './alerts-to-show.ts';
import { claimPush } from './claim-push.ts';
import { useActOnAlert } from './use-act-on-alert.ts';
import { useAlertSound } from './use-alert-sound.ts';
import { useEmergency } from './use-emergency.ts';
import { useOpenAlerts } from './use-open-alerts.ts';

const nobodysAlerts: readonly Alert[] = [];

/** Above every page: what nobody has answered, in red until somebody takes it; what waits for oneself; the emergency. */
export function AlertBars() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const user = useSession((session) => session.user);
  const { data } = useOpenAlerts();
  const { data: emergency } = useEmergency();
  const act = useActOnAlert();
  const { unanswered, mine } = useMemo(
    () => (user && data ? alertsToShow(data, user) : { unanswered: nobodysAlerts, mine: nobodysAlerts }),
    [user, data],
  );
  const userId = user?.id;
  useEffect(() => {
    if (userId) claimPush().catch((error) => console.warn('pushes may go to somebody else', error));
  }, [userId]);
  useAlertSound(mine, unanswered, data !== undefined);
  const look = (alert: Alert) => void navigate(`/alerts?id=${alert.id}`);
  const [oldest] = unanswered.slice(-1);
  const [newest] = mine;
  return (
    <section aria-label={t('alertDesk.title')}>
      {emergency?.active && (
        <Bar tone="emergency" icon={<TriangleAlert />}>
          <p className="min-w-0 flex-1 truncate">
            {t('alertDesk.emergencyBar', {
              reason: emergency.reason,
              name: emergency.byName,
              time: emergency.at ? dateAndTime(emergency.at, language) : '',
            })}
          </p>
        </Bar>
      )}
      {oldest && (
        <Bar tone="unanswered" icon={<Siren />}>
          <p role="alert" className="font-semibold whitespace-nowrap">
            {t('alertDesk.unansweredBar', { count: unanswered.length })}
          </p>
          <AlertLine alert={oldest} />
          <Buttons>
            <Button onClick={() => look(oldest)}>{t('alertDesk.open')}</Button>
            <Button onClick={() => act.mutate({ id: oldest.id, action: 'take' })} disabled={act.isPending}>
              {t('alertDesk.action.take')}
            </Button>
          </Buttons>
        </Bar>
      )}
      {newest && (
        <Bar tone="mine" icon={<BellRing />}>
          <p className="font-medium whitespace-nowrap">{t('alertDesk.mineBar', { count: mine.length })}</p>
          <AlertLine alert={newest} />
          <Buttons>
            <Button onClick={() => look(newest)}>{t('alertDesk.open')}</Button>
            <Button
              onClick={() => act.mutate({ id: newest.id, action: 'acknowledge' })}
              disabled={act.isPending}
            >
              {t('alertDesk.action.acknowledge')}
            </Button>
            <Button onClick={() => act.mutate({ id: newest.id, action: 'take' })} disabled={act.isPending}>
              {t('alertDesk.action.take')}
            </Button>
          </Buttons>
        </Bar>
      )}
    </section>
  );
}

const tones = {
  unanswered:
    'bg-alarm text-ground [&_button]:border-ground/50 [&_button]:text-ground [&_button:hover]:bg-ground/15',
  mine: 'bg-alarm-deep text-ink',
  emergency: 'bg-amber-deep text-amber',
} as const;

function Bar({ tone, icon, children }: { tone: keyof typeof tones; icon: ReactNode; children: ReactNode }) {
  return (
    <div
      className={clsx(
        'flex min-h-11 items-center gap-3 px-4 py-1 text-base max-md:flex-wrap [&>svg]:size-5 [&>svg]:shrink-0',
        tones[tone],
      )}
    >
      {icon}
      {children}
    </div>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const { t, nameIn } = useWords();
  return (
    <p className="min-w-0 flex-1 truncate text-sm opacity-90">
      {t(`alertDesk.trigger.${alert.trigger}`)} · {nameIn(alert.facts, 'typeName')} ·{' '}
      {alertPlace(alert, nameIn)} · <Elapsed since={alert.happenedAt} />
    </p>
  );
}

const Buttons = ({ children }: { children: ReactNode }) => (
  <div className="ml-auto flex gap-2">{children}</div>
);
