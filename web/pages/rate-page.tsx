import { useParams } from 'react-router';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { RatedCase } from '../ratings/rated-case.tsx';
import { RatingForm } from '../ratings/rating-form.tsx';
import { RatingThanks } from '../ratings/rating-thanks.tsx';
import { useRating } from '../ratings/use-rating.ts';
import { PublicFrame } from './public-frame.tsx';

/** What the link in a message leads to: the case, and three answers to choose from. */
export function RatePage() {
  const { t } = useWords();
  const { token = '' } = useParams();
  const { rating, rate } = useRating(token);
  return (
    <PublicFrame title={t('rating.title')}>
      {rating.error && <ProblemLine error={rating.error} onRetry={() => void rating.refetch()} />}
      {rating.data && (
        <>
          <RatedCase view={rating.data} />
          {rating.data.state === 'open' ? (
            <RatingForm busy={rate.isPending} error={rate.error} onRate={(given) => rate.mutate(given)} />
          ) : (
            <RatingThanks view={rating.data} />
          )}
        </>
      )}
    </PublicFrame>
  );
}
