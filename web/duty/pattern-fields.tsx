import { X } from 'lucide-react';
import type { DutyPattern, DutyPerson } from '#contract/duty.ts';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';

const field =
  'mt-1 block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink';
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A pattern while it is typed: hand-over times as text. */
export type PatternDraft = Omit<DutyPattern, 'handOverTimes'> & { handOverTimes: string };

interface PatternFieldsProps {
  pattern: PatternDraft;
  people: readonly DutyPerson[];
  onChange(part: Partial<PatternDraft>): void;
  onRemove?(): void;
}

/** On which weekdays who takes turns, and when they hand over. */
export function PatternFields({ pattern, people, onChange, onRemove }: PatternFieldsProps) {
  const { t } = useWords();
  const { userIds } = pattern;
  return (
    <fieldset className="space-y-3 border-l-2 border-line-strong pl-3">
      <div className="flex flex-wrap items-center gap-1">
        {weekdays.map((weekday) => (
          <label
            key={weekday}
            className="figure grid size-9 cursor-pointer place-items-center rounded-sm border border-line-strong text-sm has-checked:border-accent has-checked:text-accent"
          >
            <input
              type="checkbox"
              className="sr-only"
              checked={pattern.weekdays.includes(weekday)}
              onChange={({ target }) =>
                onChange({
                  weekdays: target.checked
                    ? [...pattern.weekdays, weekday].sort()
                    : pattern.weekdays.filter((each) => each !== weekday),
                })
              }
            />
            {t(`duty.weekday.d${weekday}`)}
          </label>
        ))}
        {onRemove && <IconButton icon={X} label={t('duty.remove')} onClick={onRemove} />}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <label className="block text-sm text-soft">
          {t('duty.handOver')}
          <input
            required
            className={field}
            placeholder="08:30, 17:30"
            value={pattern.handOverTimes}
            onChange={({ target }) => onChange({ handOverTimes: target.value })}
          />
        </label>
        <label className="block text-sm text-soft">
          {t('duty.perTurn')}
          <input
            required
            type="number"
            min={1}
            max={60}
            className={field}
            value={pattern.shiftsPerTurn}
            onChange={({ target }) => onChange({ shiftsPerTurn: Number(target.value) })}
          />
        </label>
      </div>
      <ol className="flex flex-wrap gap-2">
        {userIds.map((userId, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one person may have several turns
          <li key={n} className="flex items-center rounded-sm bg-pressed pl-2.5 text-sm">
            <span className="figure mr-1.5 text-faint">{n + 1}</span>
            {people.find(({ id }) => id === userId)?.name ?? '–'}
            <IconButton
              icon={X}
              label={t('duty.remove')}
              onClick={() => onChange({ userIds: userIds.filter((_, at) => at !== n) })}
            />
          </li>
        ))}
      </ol>
      <label className="block text-sm text-soft">
        {t('duty.people')}
        <select
          className={field}
          value=""
          onChange={({ target }) => target.value && onChange({ userIds: [...userIds, target.value] })}
        >
          <option value="">{t('duty.addPerson')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
