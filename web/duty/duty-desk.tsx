import clsx from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DutyStretchView, Emergency, Roster } from '#contract/duty.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { type CalendarSpan, calendarDays, shifted, todayIn } from './calendar-days.ts';
import { DutyCalendar } from './duty-calendar.tsx';
import { DutyNotes } from './duty-notes.tsx';
import { DutyShift } from './duty-shift.tsx';
import { DutySwaps } from './duty-swaps.tsx';
import { EmergencySwitch } from './emergency-switch.tsx';
import { RosterForm } from './roster-form.tsx';
import { useDutyCalendar, useIsDutyKeeper } from './use-rosters.ts';

interface DutyDeskProps {
  rosters: readonly Roster[];
  emergency: Emergency | undefined;
  timeZone: string;
}

/** Rosters at the left, the calendar in the middle, the chosen shift at the right. */
export function DutyDesk({ rosters, emergency, timeZone }: DutyDeskProps) {
  const { t, language, nameIn } = useWords();
  const isKeeper = useIsDutyKeeper();
  const [rosterId, setRosterId] = useState(rosters[0]?.id ?? null);
  const [edited, setEdited] = useState<Roster | 'new' | null>(null);
  const roster = rosters.find(({ id }) => id === rosterId) ?? rosters[0];
  return (
    <div className="grid min-h-full grid-cols-[18rem_minmax(0,1fr)] max-md:grid-cols-1">
      <aside className="border-r border-line">
        <Panel title={t('duty.now')} className="border-t-0">
          {rosters.length === 0 && <p className="text-soft">{t('duty.none')}</p>}
          <ul className="-mx-4">
            {rosters.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  aria-current={each.id === roster?.id}
                  onClick={() => {
                    setRosterId(each.id);
                    setEdited(null);
                  }}
                  className={clsx(
                    'w-full border-l-[3px] px-4 py-2 text-left',
                    each.id === roster?.id
                      ? 'border-accent bg-pressed'
                      : 'border-transparent hover:bg-raised',
                  )}
                >
                  <span className="text-sm text-soft">{nameIn(each, 'name')}</span>
                  <span className="block font-medium">{each.now.userName}</span>
                  <span className="figure block text-xs text-faint">
                    {t('duty.until', { time: dateAndTime(each.now.until, language) })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {isKeeper && (
            <Button className="mt-3" onClick={() => setEdited('new')}>
              {t('duty.add')}
            </Button>
          )}
        </Panel>
        {emergency && (
          <Panel title={t('duty.emergency.title')}>
            <EmergencySwitch emergency={emergency} />
          </Panel>
        )}
      </aside>
      {edited ? (
        <div className="max-w-2xl px-4 py-4">
          <RosterForm
            key={edited === 'new' ? 'new' : edited.id}
            roster={edited === 'new' ? null : edited}
            others={rosters.filter((each) => edited === 'new' || each.id !== edited.id)}
            timeZone={timeZone}
            onDone={() => setEdited(null)}
          />
        </div>
      ) : (
        roster && (
          <RosterCalendar
            key={roster.id}
            roster={roster}
            timeZone={timeZone}
            {...(isKeeper ? { onEdit: () => setEdited(roster) } : {})}
          />
        )
      )}
    </div>
  );
}

function RosterCalendar({ roster, timeZone, onEdit }: { roster: Roster; timeZone: string; onEdit?(): void }) {
  const { t, nameIn } = useWords();
  const [span, setSpan] = useState<CalendarSpan>('month');
  const [date, setDate] = useState(() => todayIn(timeZone));
  const [chosen, setChosen] = useState<DutyStretchView | null>(null);
  const days = useMemo(() => calendarDays(date, span, timeZone), [date, span, timeZone]);
  const from = new Date(days[0]?.from ?? 0).toISOString();
  const to = new Date(days.at(-1)?.to ?? 0).toISOString();
  const { data: calendar, error, refetch } = useDutyCalendar(roster.id, from, to);
  const go = (by: 1 | -1) => setDate((last) => shifted(last, span, by));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_20rem] max-xl:grid-cols-1">
      <div className="px-4 py-4">
        <header className="mb-3 flex flex-wrap items-center gap-2">
          <h2 className="mr-auto text-lg font-medium">
            {nameIn(roster, 'name')} <span className="figure text-soft">{date.slice(0, 7)}</span>
          </h2>
          <IconButton icon={ChevronLeft} label={t('duty.previous')} onClick={() => go(-1)} />
          <Button onClick={() => setDate(todayIn(timeZone))}>{t('duty.today')}</Button>
          <IconButton icon={ChevronRight} label={t('duty.next')} onClick={() => go(1)} />
          {(['month', 'week'] as const).map((each) => (
            <Button
              key={each}
              aria-pressed={span === each}
              look={span === each ? 'plain' : 'quiet'}
              onClick={() => setSpan(each)}
            >
              {t(`duty.${each}`)}
            </Button>
          ))}
          {onEdit && <Button onClick={onEdit}>{t('duty.edit')}</Button>}
        </header>
        {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
        {calendar && (
          <DutyCalendar calendar={calendar} days={days} span={span} chosen={chosen} onChoose={setChosen} />
        )}
      </div>
      <div className="border-l border-line max-xl:border-t max-xl:border-l-0">
        <Panel title={t('duty.override')} className="border-t-0">
          {chosen ? (
            <DutyShift
              key={chosen.from}
              roster={roster}
              stretch={chosen}
              timeZone={timeZone}
              onDone={() => setChosen(null)}
            />
          ) : (
            <p className="text-sm text-faint">{t('duty.pick')}</p>
          )}
        </Panel>
        {calendar && calendar.swaps.length > 0 && (
          <Panel title={t('duty.swaps')}>
            <DutySwaps swaps={calendar.swaps} />
          </Panel>
        )}
        <Panel title={t('duty.notes')}>
          <DutyNotes rosterId={roster.id} notes={calendar?.notes ?? []} />
        </Panel>
      </div>
    </div>
  );
}
