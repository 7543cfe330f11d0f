import type { RatingView } from '#contract/rating.ts';
import { useWords } from '../platform/words/use-words.ts';
import { ratingChoices } from './rating-choices.ts';

/** Where there is nothing more to do: thanks, or why not. */
export function RatingThanks({ view }: { view: RatingView }) {
  const { t } = useWords();
  const given = ratingChoices.find(({ rating }) => rating === view.rating);
  if (!given)
    return (
      <p role="status" className="mt-8 border-l-4 border-line-strong pl-3 text-xl">
        {t(view.state === 'over' ? 'rating.over' : 'rating.expired')}
      </p>
    );
  const Icon = given.icon;
  return (
    <div role="status" className="mt-8 flex flex-col items-center gap-2 bg-panel px-4 py-8 text-center">
      <Icon className="size-14 text-accent" strokeWidth={1.75} aria-hidden="true" />
      <p className="text-2xl font-semibold">{t('rating.thanks')}</p>
      <p>{t('rating.youSaid', { rating: t(given.word) })}</p>
      {view.rating === 'not' && <p className="text-base text-soft">{t('rating.thanksNot')}</p>}
    </div>
  );
}
