import { useState } from 'react';
import { toast } from 'sonner';
import type { Account } from '#contract/account.ts';
import { Button } from '../platform/interface/button.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { actsFor, type PersonAct } from './acts-for.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { useAccountAct, useResetPassword } from './use-people.ts';

/** What may be done with an account in one press; what can't be taken back is asked for twice. */
export function PersonActs({ account }: { account: Account }) {
  const { t } = useWords();
  const role = useSession(({ user }) => user?.role);
  const [asked, setAsked] = useState<PersonAct | null>(null);
  const act = useAccountAct(account.id);
  const reset = useResetPassword(account.id);
  const acts = role ? actsFor(role, account) : [];

  const press = (pressed: PersonAct) => {
    if (pressed.sure && asked !== pressed) return setAsked(pressed);
    setAsked(null);
    if (pressed.act === 'resetPassword') reset.mutate();
    else act.mutate(pressed.act, { onSuccess: () => toast(t('administration.saved')) });
  };
  const error = act.error ?? reset.error;
  if (acts.length === 0) return null;
  return (
    <Panel title={t('administration.person.state')} className="mt-3">
      <div className="space-y-2">
        {acts.map((each) => {
          const isAsked = asked?.act === each.act;
          return (
            <div key={each.act}>
              {isAsked && each.sure && (
                <p className="mb-1.5 border-l-2 border-amber pl-3 text-sm text-soft">
                  {t(`administration.person.${each.sure}`)}
                </p>
              )}
              <div className="flex gap-2">
                <Button
                  look={isAsked ? 'accent' : 'plain'}
                  className="flex-1"
                  disabled={act.isPending || reset.isPending}
                  onClick={() => press(isAsked && asked ? asked : each)}
                >
                  {isAsked && `${t('administration.person.sure')}: `}
                  {t(`administration.person.${each.word}`)}
                </Button>
                {isAsked && (
                  <Button look="quiet" onClick={() => setAsked(null)}>
                    {t('administration.cancel')}
                  </Button>
                )}
              </div>
            </div>
          );
        })}
        {reset.data?.oneTimePassword && (
          <OneTimePassword username={account.username} password={reset.data.oneTimePassword} />
        )}
        {error && <ProblemLine error={error} />}
      </div>
    </Panel>
  );
}
