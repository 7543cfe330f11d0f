import type { DutySwap } from '#contract/duty.ts';
import { call } from '../platform/api/call.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { useChangeDuty } from './use-rosters.ts';

/** Who asked whom to take over, and the answer of whoever was asked. */
export function DutySwaps({ swaps }: { swaps: readonly DutySwap[] }) {
  const { t, language } = useWords();
  const userId = useSession((session) => session.user?.id);
  const change = useChangeDuty();
  const decide = (id: string, decision: 'accept' | 'decline' | 'withdraw') =>
    change.mutate(() => call('decideDutySwap', { params: { id }, body: { decision } }));
  return (
    <ul className="space-y-3 text-sm">
      {swaps.map((swap) => (
        <li key={swap.id}>
          <p>
            {t('duty.swapLine', {
              by: swap.askedBy.name,
              of: swap.askedOf.name,
              from: dateAndTime(swap.from, language),
              to: dateAndTime(swap.to, language),
            })}
            {swap.returnFrom && swap.returnTo && (
              <span className="text-soft">
                {' '}
                {t('duty.swapReturn', {
                  from: dateAndTime(swap.returnFrom, language),
                  to: dateAndTime(swap.returnTo, language),
                })}
              </span>
            )}
          </p>
          <p className="text-faint">
            {t(`duty.swapState.${swap.state}`)}
            {swap.note && ` · ${swap.note}`}
          </p>
          {swap.state === 'asked' && (
            <div className="mt-1 flex gap-2">
              {swap.askedOf.id === userId && (
                <>
                  <Button look="accent" onClick={() => decide(swap.id, 'accept')}>
                    {t('duty.accept')}
                  </Button>
                  <Button onClick={() => decide(swap.id, 'decline')}>{t('duty.decline')}</Button>
                </>
              )}
              {swap.askedBy.id === userId && (
                <Button onClick={() => decide(swap.id, 'withdraw')}>{t('duty.withdraw')}</Button>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
