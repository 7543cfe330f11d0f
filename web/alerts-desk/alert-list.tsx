import clsx from 'clsx';
import type { Alert, AlertState } from '#contract/alert.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { SceneIcon } from '../platform/interface/scene-icon.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { alertPlace } from './alert-place.ts';

export const stateTones: Record<AlertState, string> = {
  waiting: 'text-alarm',
  unanswered: 'bg-alarm text-ground px-1.5 rounded-sm',
  snoozed: 'text-amber',
  acknowledged: 'text-soft',
  taken: 'text-accent',
  over: 'text-faint',
};

interface AlertListProps {
  alerts: readonly Alert[];
  selectedId: string | null;
  onChoose(id: string): void;
}

/** Alerts, newest first: what, where, when, and who has it. */
export function AlertList({ alerts, selectedId, onChoose }: AlertListProps) {
  const { t, language, nameIn } = useWords();
  if (alerts.length === 0) return <p className="px-4 py-6 text-soft">{t('alertDesk.none')}</p>;
  return (
    <ul>
      {alerts.map((alert) => {
        const holder = alert.takenBy ?? alert.acknowledgedBy;
        return (
          <li key={alert.id}>
            <button
              type="button"
              aria-current={alert.id === selectedId}
              onClick={() => onChoose(alert.id)}
              className={clsx(
                'grid w-full grid-cols-[1fr_auto] gap-x-3 border-l-[3px] px-4 py-2 text-left',
                alert.id === selectedId ? 'border-accent bg-pressed' : 'border-transparent hover:bg-raised',
              )}
            >
              <span className="flex min-w-0 items-center gap-2">
                <SceneIcon scene={alert.facts.scene} className="size-5 shrink-0 text-faint" />
                <span className="truncate font-medium">
                  {t('alertDesk.titled', {
                    trigger: t(`alertDesk.trigger.${alert.trigger}`),
                    what: nameIn(alert.facts, 'typeName'),
                  })}
                </span>
              </span>
              <span className={clsx('self-center justify-self-end text-sm', stateTones[alert.state])}>
                {t(`alertDesk.state.${alert.state}`)}
              </span>
              <span className="truncate text-sm text-soft">{alertPlace(alert, nameIn)}</span>
              <span className="figure text-right text-sm text-faint">
                {holder ? `${holder.name} · ` : ''}
                {dateAndTime(alert.happenedAt, language)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
