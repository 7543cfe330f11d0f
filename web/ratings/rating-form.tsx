import clsx from 'clsx';
import { type FormEvent, useState } from 'react';
import type { Rating } from '#contract/case-state.ts';
import type { GiveRating } from '#contract/rating.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { ratingChoices } from './rating-choices.ts';

interface RatingFormProps {
  busy: boolean;
  error: unknown;
  onRate(given: GiveRating): void;
}

/** Three faces to choose from, and words for who wants to say more. */
export function RatingForm({ busy, error, onRate }: RatingFormProps) {
  const { t } = useWords();
  const [rating, setRating] = useState<Rating | null>(null);
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rating) onRate({ rating, ...(note.trim() ? { note: note.trim() } : {}) });
  };
  return (
    <form onSubmit={submit} className="mt-8 space-y-5">
      <fieldset>
        <legend className="mb-3 text-xl font-semibold">{t('rating.question')}</legend>
        <div className="grid grid-cols-3 gap-3">
          {ratingChoices.map(({ rating: each, icon: Icon, word }) => (
            <label
              key={each}
              className={clsx(
                'flex min-h-28 cursor-pointer flex-col items-center justify-center gap-2 rounded-md border-2 px-1 text-center focus-within:outline-2 focus-within:outline-accent',
                rating === each ? 'border-accent bg-accent text-ground' : 'border-line-strong bg-panel',
              )}
            >
              <input
                type="radio"
                name="rating"
                value={each}
                checked={rating === each}
                onChange={() => setRating(each)}
                className="sr-only"
              />
              <Icon className="size-11" strokeWidth={1.75} aria-hidden="true" />
              {t(word)}
            </label>
          ))}
        </div>
      </fieldset>
      {rating && (
        <label className="block">
          <span className="mb-1.5 block text-base text-soft">
            {t(rating === 'not' ? 'rating.whyNot' : 'rating.words')}
          </span>
          <textarea
            rows={3}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            className="block w-full rounded-md border-2 border-line-strong bg-panel px-3 py-2 text-lg"
          />
        </label>
      )}
      {error !== null && error !== undefined && <ProblemLine error={error} />}
      <Button type="submit" look="accent" disabled={!rating || busy} className="h-15 w-full text-xl!">
        {t('rating.send')}
      </Button>
    </form>
  );
}
