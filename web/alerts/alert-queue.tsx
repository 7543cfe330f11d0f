import { useMemo } from 'react';
import type { PreAlarm } from '#contract/wall-events.ts';
import { useWords } from '../platform/words/use-words.ts';
import type { AlertGroups } from './alert-order.ts';
import { AlertRow } from './alert-row.tsx';
import { PreAlarmRow } from './pre-alarm-row.tsx';
import { ReportedRow } from './reported-row.tsx';

interface AlertQueueProps {
  groups: AlertGroups;
  preAlarms: ReadonlyMap<string, PreAlarm>;
  /** Cases that opened while this wall was looking. */
  arrived: ReadonlySet<string>;
  selectedId: string | null;
  watchedCameras: number;
  cameraName(code: string): string;
  onChooseCase(id: string): void;
  onChooseCamera(code: string): void;
}

/** As many reported cases as a list is read for; the map has them all. */
const otherLimit = 60;

/** What needs somebody's eyes: pre-alarms, what machines found, what people reported. */
export function AlertQueue(props: AlertQueueProps) {
  const { t } = useWords();
  const { groups, selectedId, arrived, onChooseCase } = props;
  const preAlarms = useMemo(
    () => [...props.preAlarms].sort(([, a], [, b]) => b.startedAt.localeCompare(a.startedAt)),
    [props.preAlarms],
  );
  const others = groups.other.slice(0, otherLimit);
  const empty = groups.ai.length === 0 && preAlarms.length === 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-baseline justify-between px-4 pt-4 pb-2">
        <h2 className="text-lg font-medium">{t('alert.title')}</h2>
        {groups.unacknowledged > 0 && (
          <p className="figure text-sm font-medium text-alarm">
            {t('alert.newOnes', { count: groups.unacknowledged })}
          </p>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-4">
        {empty && (
          <div className="px-4 py-6">
            <p className="text-soft">{t('alert.none')}</p>
            <p className="mt-1 text-sm text-faint">{t('alert.noneHint', { count: props.watchedCameras })}</p>
          </div>
        )}
        <ul className="space-y-px">
          {preAlarms.map(([key, alarm]) => (
            <PreAlarmRow
              key={key}
              alarm={alarm}
              cameraName={props.cameraName(alarm.cameraCode)}
              onChoose={props.onChooseCamera}
            />
          ))}
          {groups.ai.map((item) => (
            <AlertRow
              key={item.id}
              item={item}
              selected={item.id === selectedId}
              fresh={arrived.has(item.id)}
              onChoose={onChooseCase}
            />
          ))}
        </ul>
        {others.length > 0 && (
          <>
            <h3 className="eyebrow px-4 pt-5 pb-1.5">{t('alert.other')}</h3>
            <ul>
              {others.map((item) => (
                <ReportedRow
                  key={item.id}
                  item={item}
                  selected={item.id === selectedId}
                  onChoose={onChooseCase}
                />
              ))}
            </ul>
            {groups.other.length > otherLimit && (
              <p className="px-4 py-2 text-xs text-faint">
                {t('alert.more', { count: groups.other.length - otherLimit })}
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
