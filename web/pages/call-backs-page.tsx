import { useState } from 'react';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { CallBackCard } from '../ratings/call-back-card.tsx';
import { RatingPolicyChoice } from '../ratings/rating-policy-choice.tsx';
import { useCallBacks } from '../ratings/use-call-backs.ts';
import { PageFrame } from './page-frame.tsx';

/** 回访: whoever was not satisfied, longest waiting first, with the number to call. */
export function CallBacksPage() {
  const { t } = useWords();
  const role = useSession(({ user }) => user?.role);
  const [isDone, setDone] = useState(false);
  const { data, error, refetch } = useCallBacks(isDone);
  return (
    <PageFrame title={t('rating.callBacks')}>
      <div className="mx-auto max-w-3xl space-y-4 px-4 pt-4 pb-10">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="flex gap-2">
            {[false, true].map((each) => (
              <Button
                key={String(each)}
                look={each === isDone ? 'accent' : 'plain'}
                aria-pressed={each === isDone}
                className="h-11 px-5"
                onClick={() => setDone(each)}
              >
                {t(each ? 'rating.done' : 'rating.waiting')}
              </Button>
            ))}
          </div>
          <RatingPolicyChoice mayChange={role === 'admin'} />
        </div>
        {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && (
          <p className="py-8 text-center text-soft">{t(isDone ? 'rating.noneDone' : 'rating.nobodyWaits')}</p>
        )}
        <ul className="space-y-3">
          {data?.items.map((item) => (
            <CallBackCard key={item.id} item={item} />
          ))}
        </ul>
      </div>
    </PageFrame>
  );
}
