import { Phone } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { type CallBack, CallBackOutcome } from '#contract/rating.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useEndCallBack } from './use-call-backs.ts';

/** One reporter who was not satisfied: what they said, their number, and how the call went. */
export function CallBackCard({ item }: { item: CallBack }) {
  const { t, language, nameIn } = useWords();
  return (
    <li className="border border-line bg-panel px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Link to={`/cases/${item.caseId}`} className="text-lg font-medium hover:text-accent">
          {nameIn(item, 'typeName')}
          <span className="figure ml-3 text-sm text-soft">{item.number}</span>
        </Link>
        <span className="text-sm text-faint">{dateAndTime(item.ratedAt, language)}</span>
      </div>
      <p className="mt-1 text-sm text-soft">{nameIn(item, 'gridName')}</p>
      <p className="mt-2 border-l-2 border-amber pl-3">{item.note ?? t('rating.noWords')}</p>
      <p className="mt-2 flex items-center gap-2">
        <Phone className="size-4 text-accent" aria-hidden="true" />
        {item.phone ? (
          <a href={`tel:${item.phone}`} className="figure text-lg hover:text-accent">
            {item.phone}
          </a>
        ) : (
          <span className="text-soft">{t('rating.noPhone')}</span>
        )}
        {item.reporterName && <span>{item.reporterName}</span>}
      </p>
      {item.outcome === null ? (
        <HowItWent id={item.id} />
      ) : (
        <p className="mt-2 text-sm text-soft">
          {t(`rating.${item.outcome}`)} · {item.outcomeNote} · {item.doneBy}
        </p>
      )}
    </li>
  );
}

function HowItWent({ id }: { id: string }) {
  const { t } = useWords();
  const end = useEndCallBack(id);
  const [outcome, setOutcome] = useState<CallBackOutcome>('settled');
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate({ outcome, note: note.trim() });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid grid-cols-[auto_1fr_auto] gap-2 max-md:grid-cols-1">
      <select
        aria-label={t('rating.howItWent')}
        value={outcome}
        onChange={({ target }) => setOutcome(CallBackOutcome.parse(target.value))}
        className="h-11 rounded-md border border-line-strong bg-ground/70 px-3"
      >
        {CallBackOutcome.options.map((each) => (
          <option key={each} value={each}>
            {t(`rating.${each}`)}
          </option>
        ))}
      </select>
      <input
        required
        maxLength={2000}
        placeholder={t('rating.howItWent')}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        className="h-11 rounded-md border border-line-strong bg-ground/70 px-3 placeholder:text-faint"
      />
      <Button type="submit" look="accent" className="h-11" disabled={note.trim() === '' || end.isPending}>
        {t('rating.endCall')}
      </Button>
      {end.error && (
        <div className="col-span-full">
          <ProblemLine error={end.error} />
        </div>
      )}
    </form>
  );
}
