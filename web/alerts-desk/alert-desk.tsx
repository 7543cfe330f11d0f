import clsx from 'clsx';
import { useMemo, useState } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { useNavigate, useSearchParams } from 'react-router';
import type { AlertActionName } from '#contract/alert.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { AlertList } from './alert-list.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { useActOnAlert } from './use-act-on-alert.ts';
import { useAlert } from './use-alert.ts';
import { useAllAlerts } from './use-all-alerts.ts';
import { useOpenAlerts } from './use-open-alerts.ts';

const actionOfKey: Record<string, AlertActionName> = { a: 'acknowledge', t: 'take', s: 'snooze' };

/** Alerts at the left, the chosen one at the right; all of it by keyboard. */
export function AlertDesk() {
  const { t } = useWords();
  const navigate = useNavigate();
  const userId = useSession((session) => session.user?.id);
  const [address, setAddress] = useSearchParams();
  const [showAll, setShowAll] = useState(false);
  const [onlyMine, setOnlyMine] = useState(false);
  const open = useOpenAlerts();
  const all = useAllAlerts(showAll);
  const act = useActOnAlert();
  const selectedId = address.get('id');
  const { data: selected, error } = useAlert(selectedId);
  const alerts = useMemo(() => {
    const listed = (showAll ? all.data : open.data) ?? [];
    return onlyMine ? listed.filter(({ recipientIds }) => userId && recipientIds.includes(userId)) : listed;
  }, [showAll, onlyMine, all.data, open.data, userId]);

  const choose = (id: string) => setAddress({ id }, { replace: true });
  const go = (step: 1 | -1) => {
    const at = alerts.findIndex(({ id }) => id === selectedId);
    const next = alerts[at === -1 ? 0 : Math.min(alerts.length - 1, Math.max(0, at + step))];
    if (next) choose(next.id);
  };
  useHotkeys('j, down', () => go(1), { preventDefault: true }, [alerts, selectedId]);
  useHotkeys('k, up', () => go(-1), { preventDefault: true }, [alerts, selectedId]);
  useHotkeys(Object.keys(actionOfKey), ({ key }) => {
    const action = actionOfKey[key.toLowerCase()];
    if (selected && action && selected.nextActions.includes(action)) act.mutate({ id: selected.id, action });
  });
  useHotkeys('o', () => {
    if (selected?.caseId) void navigate(`/cases/${selected.caseId}`);
  });
  return (
    <div
      className={clsx(
        'grid h-full grid-cols-[minmax(0,26rem)_minmax(0,1fr)] max-md:grid-cols-1',
        selectedId && 'max-md:grid-rows-[minmax(0,2fr)_minmax(0,3fr)]',
      )}
    >
      <div className="flex min-h-0 flex-col border-r border-line max-md:border-b">
        <div className="flex flex-wrap gap-x-5 gap-y-1 border-b border-line px-4 py-2 text-sm text-soft">
          <Toggle on={onlyMine} onChange={setOnlyMine} label={t('alertDesk.onlyMine')} />
          <Toggle on={showAll} onChange={setShowAll} label={t('alertDesk.showAll')} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {open.error && <ProblemLine error={open.error} onRetry={() => void open.refetch()} />}
          <AlertList alerts={alerts} selectedId={selectedId} onChoose={choose} />
        </div>
        <p className="border-t border-line px-4 py-1.5 text-xs text-faint max-md:hidden">
          {t('alertDesk.keys')}
        </p>
      </div>
      <div className={clsx('min-h-0 overflow-y-auto', !selectedId && 'max-md:hidden')}>
        {error && <ProblemLine error={error} />}
        {selected ? (
          <AlertPanel key={selected.id} alert={selected} />
        ) : (
          !error && <p className="grid h-full place-items-center text-soft">{t('alertDesk.pick')}</p>
        )}
      </div>
    </div>
  );
}

function Toggle({ on, onChange, label }: { on: boolean; onChange(on: boolean): void; label: string }) {
  return (
    <label className="flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}
