import { useState } from 'react';
import type { DutyStretchView, Roster } from '#contract/duty.ts';
import { call } from '../platform/api/call.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { instantOf, typedOf } from './calendar-days.ts';
import { useChangeDuty, useDutyPeople, useIsDutyKeeper } from './use-rosters.ts';

const field =
  'mt-1 block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink';

interface DutyShiftProps {
  roster: Roster;
  stretch: DutyStretchView;
  timeZone: string;
  onDone(): void;
}

/** One shift: whose it is, and how somebody else comes to keep it. */
export function DutyShift({ roster, stretch, timeZone, onDone }: DutyShiftProps) {
  const { t, language } = useWords();
  const userId = useSession((session) => session.user?.id);
  const isKeeper = useIsDutyKeeper();
  const { data: people = [] } = useDutyPeople();
  const change = useChangeDuty(onDone);
  const [draft, setDraft] = useState({
    userId: '',
    from: typedOf(stretch.from, timeZone),
    to: typedOf(stretch.to, timeZone),
    reason: '',
  });
  const isMine = stretch.userId === userId;
  const set = (part: Partial<typeof draft>) => setDraft((last) => ({ ...last, ...part }));
  const times = () => ({ from: instantOf(draft.from, timeZone), to: instantOf(draft.to, timeZone) });
  const note = draft.reason.trim();
  const override = () =>
    change.mutate(() =>
      call('overrideDuty', {
        params: { id: roster.id },
        body: { userId: draft.userId, ...times(), ...(note ? { reason: note } : {}) },
      }),
    );
  const swap = () =>
    change.mutate(() =>
      call('askDutySwap', {
        params: { id: roster.id },
        body: { askedOf: draft.userId, ...times(), ...(note ? { note } : {}) },
      }),
    );
  const { overrideId } = stretch;
  return (
    <div className="space-y-3">
      <p>
        <span className="font-medium">{stretch.userName}</span>
        <span className="figure block text-sm text-soft">
          {dateAndTime(stretch.from, language)} – {dateAndTime(stretch.to, language)}
        </span>
      </p>
      {overrideId && isKeeper && (
        <Button onClick={() => change.mutate(() => call('undoDutyOverride', { params: { id: overrideId } }))}>
          {t('duty.undo')}
        </Button>
      )}
      {(isKeeper || isMine) && (
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (isKeeper) override();
            else swap();
          }}
        >
          <label className="block text-sm text-soft">
            {t('duty.who')}
            <select
              required
              className={field}
              value={draft.userId}
              onChange={({ target }) => set({ userId: target.value })}
            >
              <option value="">–</option>
              {people
                .filter(({ id }) => id !== stretch.userId)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </select>
          </label>
          <div className="space-y-3">
            {(['from', 'to'] as const).map((edge) => (
              <label key={edge} className="block text-sm text-soft">
                {t(`duty.${edge}`)}
                <input
                  required
                  type="datetime-local"
                  className={field}
                  value={draft[edge]}
                  onChange={({ target }) => set({ [edge]: target.value })}
                />
              </label>
            ))}
          </div>
          <label className="block text-sm text-soft">
            {t('duty.reason')}
            <input
              className={field}
              maxLength={500}
              value={draft.reason}
              onChange={({ target }) => set({ reason: target.value })}
            />
          </label>
          <div className="flex gap-2">
            <Button type="submit" look="accent" disabled={change.isPending}>
              {t(isKeeper ? 'duty.override' : 'duty.swap')}
            </Button>
            {isKeeper && isMine && (
              <Button disabled={change.isPending || !draft.userId} onClick={swap}>
                {t('duty.swap')}
              </Button>
            )}
          </div>
        </form>
      )}
    </div>
  );
}
