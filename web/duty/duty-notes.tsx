import { useState } from 'react';
import type { DutyNote } from '#contract/duty.ts';
import { call } from '../platform/api/call.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useChangeDuty } from './use-rosters.ts';

/** What whoever takes over should know. */
export function DutyNotes({ rosterId, notes }: { rosterId: string; notes: readonly DutyNote[] }) {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const change = useChangeDuty(() => setText(''));
  return (
    <div className="space-y-3 text-sm">
      <form
        className="space-y-2"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(() => call('addDutyNote', { params: { id: rosterId }, body: { text: text.trim() } }));
        }}
      >
        <textarea
          required
          rows={2}
          maxLength={4000}
          aria-label={t('duty.noteHint')}
          placeholder={t('duty.noteHint')}
          className="block w-full rounded-md border border-line-strong bg-panel px-3 py-2 text-base text-ink"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit" disabled={change.isPending}>
          {t('duty.addNote')}
        </Button>
      </form>
      <ul className="space-y-2">
        {notes.map((note) => (
          <li key={`${note.at} ${note.text}`}>
            <p className="whitespace-pre-wrap">{note.text}</p>
            <p className="figure text-xs text-faint">
              {note.authorName} · {dateAndTime(note.at, language)}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
