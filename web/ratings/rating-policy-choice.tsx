import { RatingPolicy } from '#contract/rating.ts';
import { useWords } from '../platform/words/use-words.ts';
import { useRatingPolicy } from './use-call-backs.ts';

const choices = { 'call-back': 'rating.callBackFirst', reopen: 'rating.reopenAtOnce' } as const;

/** What follows when a reporter is not satisfied; the administrator decides it. */
export function RatingPolicyChoice({ mayChange }: { mayChange: boolean }) {
  const { t } = useWords();
  const { policy, change } = useRatingPolicy();
  if (!policy.data) return null;
  const { onDissatisfied } = policy.data;
  return (
    <div className="flex items-center gap-3 text-sm text-soft">
      {t('rating.policy')}
      {mayChange ? (
        <select
          aria-label={t('rating.policy')}
          value={onDissatisfied}
          onChange={({ target }) =>
            change.mutate(RatingPolicy.parse({ ...policy.data, onDissatisfied: target.value }))
          }
          className="h-10 rounded-md border border-line-strong bg-ground/70 px-3 text-ink"
        >
          {RatingPolicy.shape.onDissatisfied.options.map((each) => (
            <option key={each} value={each}>
              {t(choices[each])}
            </option>
          ))}
        </select>
      ) : (
        <span className="text-ink">{t(choices[onDissatisfied])}</span>
      )}
    </div>
  );
}
