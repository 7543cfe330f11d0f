import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OfficeSpan, WorkingCalendar } from '#contract/working-calendar.ts';
import { Button } from '../platform/interface/button.tsx';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Check, Input } from './fields.tsx';
import { useDispatchSave } from './use-dispatch-save.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Office hours, the week's working days, and the dates that differ from it. */
export function CalendarEditor({ calendar, mayChange }: { calendar: WorkingCalendar; mayChange: boolean }) {
  const { t } = useWords();
  const [draft, setDraft] = useState(calendar);
  const save = useDispatchSave('saveWorkingCalendar');
  const disabled = !mayChange || save.isPending;
  const set = (part: Partial<WorkingCalendar>) => setDraft((now) => ({ ...now, ...part }));
  const setSpan = (index: number, part: Partial<OfficeSpan>) =>
    set({ officeHours: draft.officeHours.map((span, i) => (i === index ? { ...span, ...part } : span)) });
  return (
    <form
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: draft });
      }}
    >
      <Part title={t('dispatch.calendar.hours')}>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          {draft.officeHours.map((span, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name but their place
            <span key={index} className="flex items-center gap-2">
              <Input
                aria-label={t('dispatch.calendar.hours')}
                className="w-20"
                disabled={disabled}
                value={span.from}
                onChange={({ target }) => setSpan(index, { from: target.value })}
              />
              –
              <Input
                aria-label={t('dispatch.calendar.hours')}
                className="w-20"
                disabled={disabled}
                value={span.to}
                onChange={({ target }) => setSpan(index, { to: target.value })}
              />
              {!disabled && draft.officeHours.length > 1 && (
                <IconButton
                  icon={X}
                  label={t('dispatch.type.remove')}
                  onClick={() => set({ officeHours: draft.officeHours.filter((_, i) => i !== index) })}
                />
              )}
            </span>
          ))}
          {!disabled && (
            <Button
              look="quiet"
              onClick={() => set({ officeHours: [...draft.officeHours, { from: '19:00', to: '21:00' }] })}
            >
              {t('dispatch.calendar.addHours')}
            </Button>
          )}
          <span className="text-sm text-faint">
            {t('dispatch.calendar.zone')} {draft.timeZone}
          </span>
        </div>
      </Part>
      <Part title={t('dispatch.calendar.weekdays')}>
        <div className="flex flex-wrap gap-x-6">
          {weekdays.map((day) => (
            <Check
              key={day}
              label={t(`dispatch.calendar.weekday.d${day}`)}
              disabled={disabled}
              checked={draft.weekdays.includes(day)}
              onChange={({ target }) =>
                set({
                  weekdays: target.checked
                    ? [...draft.weekdays, day].sort()
                    : draft.weekdays.filter((each) => each !== day),
                })
              }
            />
          ))}
        </div>
      </Part>
      {(['holidays', 'adjustedWorkdays'] as const).map((kind) => (
        <Part
          key={kind}
          title={t(kind === 'holidays' ? 'dispatch.calendar.holidays' : 'dispatch.calendar.workdays')}
        >
          <Dates dates={draft[kind]} disabled={disabled} onChange={(dates) => set({ [kind]: dates })} />
        </Part>
      ))}
      {mayChange && (
        <Button type="submit" look="accent" disabled={disabled || draft === calendar}>
          {t('dispatch.type.save')}
        </Button>
      )}
    </form>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="eyebrow mb-2">{title}</h2>
    {children}
  </section>
);

interface DatesProps {
  dates: readonly string[];
  disabled: boolean;
  onChange(dates: string[]): void;
}

/** Single dates, in order, each with a way to take it out. */
function Dates({ dates, disabled, onChange }: DatesProps) {
  const { t } = useWords();
  return (
    <ul className="figure flex flex-wrap items-center gap-2 text-sm">
      {dates.map((date) => (
        <li key={date} className="flex min-h-9 items-center rounded-sm border border-line pl-2.5">
          {date}
          {disabled ? (
            <span className="w-2.5" />
          ) : (
            <IconButton
              icon={X}
              label={`${t('dispatch.type.remove')} ${date}`}
              onClick={() => onChange(dates.filter((each) => each !== date))}
            />
          )}
        </li>
      ))}
      {!disabled && (
        <li className="w-40">
          <Input
            type="date"
            aria-label={t('dispatch.calendar.add')}
            value=""
            onChange={({ target }) =>
              target.value && !dates.includes(target.value) && onChange([...dates, target.value].sort())
            }
          />
        </li>
      )}
    </ul>
  );
}
