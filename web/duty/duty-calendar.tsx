import clsx from 'clsx';
import type { DutyCalendar as Calendar, DutyStretchView } from '#contract/duty.ts';
import { shortTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { type CalendarDay, type CalendarSpan, todayIn } from './calendar-days.ts';
import { tonesOf } from './duty-colours.ts';

interface DutyCalendarProps {
  calendar: Calendar;
  days: readonly CalendarDay[];
  span: CalendarSpan;
  chosen: DutyStretchView | null;
  onChoose(stretch: DutyStretchView): void;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Who is on duty on which day; a shift stands on the day that it begins on. */
export function DutyCalendar({ calendar, days, span, chosen, onChoose }: DutyCalendarProps) {
  const { t, language } = useWords();
  const today = todayIn(calendar.timeZone);
  const tones = tonesOf(calendar.stretches.map(({ userId }) => userId));
  return (
    <div className="grid grid-cols-7 border-t border-l border-line text-sm">
      {weekdays.map((weekday) => (
        <p key={weekday} className="eyebrow border-r border-b border-line bg-panel px-2 py-1.5 text-center">
          {t(`duty.weekday.d${weekday}`)}
        </p>
      ))}
      {days.map((day) => (
        <div
          key={day.date}
          className={clsx(
            'flex min-w-0 flex-col gap-1 border-r border-b border-line p-1',
            span === 'week' ? 'min-h-72' : 'min-h-24 max-md:min-h-16',
            !day.inPeriod && 'opacity-45',
          )}
        >
          <p
            className={clsx(
              'figure px-1 text-xs',
              day.date === today ? 'font-semibold text-accent' : 'text-faint',
            )}
          >
            {day.day}
          </p>
          {calendar.stretches
            .filter(({ from }) => Date.parse(from) >= day.from && Date.parse(from) < day.to)
            .map((stretch) => (
              <button
                key={stretch.from}
                type="button"
                aria-pressed={chosen?.from === stretch.from}
                title={`${stretch.userName} ${shortTime(stretch.from, language)}–${shortTime(stretch.to, language)}`}
                onClick={() => onChoose(stretch)}
                className={clsx(
                  'min-w-0 rounded-sm px-1.5 py-1 text-left leading-tight',
                  tones.get(stretch.userId),
                  stretch.overrideId && 'border border-dashed border-current',
                  chosen?.from === stretch.from && 'outline-2 outline-offset-1 outline-accent',
                )}
              >
                <span className="figure block text-2xs opacity-75">
                  {shortTime(stretch.from, language)}–{shortTime(stretch.to, language)}
                </span>
                <span className="block truncate">{stretch.userName}</span>
                {span === 'week' && stretch.overrideId && (
                  <span className="block text-2xs opacity-75">{t('duty.overridden')}</span>
                )}
              </button>
            ))}
        </div>
      ))}
    </div>
  );
}
