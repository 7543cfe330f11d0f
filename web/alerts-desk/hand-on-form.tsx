import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '#contract/session.ts';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface HandOnFormProps {
  alertId: string;
  busy: boolean;
  onHandOn(userId: string, note: string): void;
  onBack(): void;
}

/** To whom, of those who may see it. */
export function HandOnForm({ alertId, busy, onHandOn, onBack }: HandOnFormProps) {
  const { t } = useWords();
  const [note, setNote] = useState('');
  const [userId, setUserId] = useState('');
  const { data } = useQuery({
    queryKey: ['alert-people', alertId],
    queryFn: ({ signal }) => call('alertPeople', { params: { id: alertId }, signal }),
  });
  const field =
    'mt-1 block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink';
  return (
    <form
      className="space-y-3 border-y border-line bg-raised px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        onHandOn(userId, note.trim());
      }}
    >
      <label className="block text-sm text-soft">
        {t('alertDesk.handOnTo')}
        <select required className={field} value={userId} onChange={({ target }) => setUserId(target.value)}>
          <option value="">{t('alertDesk.choose')}</option>
          {data?.items.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name} · {t(`session.role.${person.role as Role}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="block text-sm text-soft">
        {t('case.step.note')}
        <input
          className={field}
          maxLength={500}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <div className="grid grid-cols-2 gap-2">
        <Button onClick={onBack}>{t('case.step.back')}</Button>
        <Button type="submit" look="accent" disabled={busy}>
          {t('alertDesk.action.hand-on')}
        </Button>
      </div>
    </form>
  );
}
