import { useState } from 'react';
import { type Roster, SaveRoster } from '#contract/duty.ts';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { todayIn } from './calendar-days.ts';
import { type PatternDraft, PatternFields } from './pattern-fields.tsx';
import { useChangeDuty, useDutyPeople } from './use-rosters.ts';

const field =
  'mt-1 block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink';

interface RosterFormProps {
  roster: Roster | null;
  others: readonly Roster[];
  timeZone: string;
  onDone(): void;
}

const everyDay: PatternDraft = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  handOverTimes: '08:30',
  userIds: [],
  shiftsPerTurn: 1,
};

/** A roster: its name, its patterns, and what takes its place in an emergency. */
export function RosterForm({ roster, others, timeZone, onDone }: RosterFormProps) {
  const { t, nameIn } = useWords();
  const { data: people = [] } = useDutyPeople();
  const change = useChangeDuty(onDone);
  const [draft, setDraft] = useState(() => ({
    name: roster?.name ?? '',
    nameEn: roster?.nameEn ?? '',
    startsOn: roster?.rotation.startsOn ?? todayIn(timeZone),
    emergencyRosterId: roster?.emergencyRosterId ?? '',
  }));
  const [patterns, setPatterns] = useState<PatternDraft[]>(
    () =>
      roster?.rotation.patterns.map((each) => ({
        ...each,
        handOverTimes: each.handOverTimes.join(', '),
      })) ?? [everyDay],
  );
  const set = (part: Partial<typeof draft>) => setDraft((last) => ({ ...last, ...part }));
  const save = () =>
    change.mutate(async () => {
      const body = SaveRoster.parse({
        name: draft.name,
        nameEn: draft.nameEn || draft.name,
        emergencyRosterId: draft.emergencyRosterId || null,
        rotation: {
          startsOn: draft.startsOn,
          patterns: patterns.map((each) => ({
            ...each,
            handOverTimes: each.handOverTimes.split(/[,，]/).map((time) => time.trim()),
          })),
        },
      });
      await (roster
        ? call('changeRoster', { params: { id: roster.id }, body })
        : call('addRoster', { body }));
    });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        {(['name', 'nameEn', 'startsOn'] as const).map((key) => (
          <label key={key} className="block text-sm text-soft">
            {t(`duty.${key}`)}
            <input
              required={key !== 'nameEn'}
              type={key === 'startsOn' ? 'date' : 'text'}
              maxLength={100}
              className={field}
              value={draft[key]}
              onChange={({ target }) => set({ [key]: target.value })}
            />
          </label>
        ))}
        <label className="block text-sm text-soft">
          {t('duty.emergencyRoster')}
          <select
            className={field}
            value={draft.emergencyRosterId}
            onChange={({ target }) => set({ emergencyRosterId: target.value })}
          >
            <option value="">{t('duty.noEmergencyRoster')}</option>
            {others.map((each) => (
              <option key={each.id} value={each.id}>
                {nameIn(each, 'name')}
              </option>
            ))}
          </select>
        </label>
      </div>
      {patterns.map((pattern, n) => (
        <PatternFields
          // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no other identity than their order
          key={n}
          pattern={pattern}
          people={people}
          onChange={(part) =>
            setPatterns((last) => last.map((each, at) => (at === n ? { ...each, ...part } : each)))
          }
          {...(patterns.length > 1
            ? { onRemove: () => setPatterns((last) => last.filter((_, at) => at !== n)) }
            : {})}
        />
      ))}
      <Button onClick={() => setPatterns((last) => [...last, { ...everyDay, weekdays: [] }])}>
        {t('duty.addPattern')}
      </Button>
      <div className="flex gap-2">
        <Button type="submit" look="accent" disabled={change.isPending}>
          {t('duty.save')}
        </Button>
        <Button onClick={onDone}>{t('duty.cancel')}</Button>
        {roster && (
          <Button
            look="quiet"
            className="ml-auto"
            onClick={() => change.mutate(() => call('retireRoster', { params: { id: roster.id } }))}
          >
            {t('duty.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
