import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { ConfirmPassword } from './confirm-password.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';
import { useDropSecondFactor, useNewRecoveryCodes, useSecondFactor } from './use-own-account.ts';

/** One's own second factor: how it stands, setting it up, new recovery codes, removing it. */
export function OwnSecondFactor() {
  const { t } = useWords();
  const [doing, setDoing] = useState<'set-up' | 'codes' | 'drop' | null>(null);
  const queryClient = useQueryClient();
  const { data: factor, error, refetch } = useSecondFactor();
  const drop = useDropSecondFactor();
  const newCodes = useNewRecoveryCodes();
  const done = () => {
    setDoing(null);
    drop.reset();
    newCodes.reset();
    void queryClient.invalidateQueries({ queryKey: ['my'] });
  };

  if (error) return <ProblemLine error={error} onRetry={() => void refetch()} />;
  if (!factor) return null;
  if (newCodes.data) return <RecoveryCodes codes={newCodes.data.codes} onKept={done} />;
  if (doing === 'set-up')
    return (
      <SecondFactorSetUp
        onCancel={done}
        onDone={() => {
          toast(t('account.factor.done'));
          done();
        }}
      />
    );
  if (doing === 'drop')
    return (
      <ConfirmPassword
        error={drop.error}
        isPending={drop.isPending}
        onCancel={done}
        onConfirm={(password) =>
          drop.mutate(password, {
            onSuccess: () => {
              toast(t('account.factor.dropped'));
              done();
            },
          })
        }
      />
    );
  if (doing === 'codes')
    return (
      <ConfirmPassword
        error={newCodes.error}
        isPending={newCodes.isPending}
        onCancel={done}
        onConfirm={(password) => newCodes.mutate(password)}
      />
    );
  return (
    <div className="space-y-3 text-sm">
      <p className={factor.isOn ? 'text-accent' : 'text-soft'}>
        {t(factor.isOn ? 'account.factor.on' : 'account.factor.off')}
        {factor.isOn && (
          <span className="ml-3 text-faint">
            {t('account.factor.codesLeft', { count: factor.recoveryCodesLeft })}
          </span>
        )}
      </p>
      {factor.isExempt && <p className="text-amber">{t('account.factor.exempt')}</p>}
      <div className="flex flex-wrap gap-2">
        {!factor.isOn && <Button onClick={() => setDoing('set-up')}>{t('account.factor.setUp')}</Button>}
        {factor.isOn && <Button onClick={() => setDoing('codes')}>{t('account.factor.newCodes')}</Button>}
        {factor.isOn && !factor.isNeeded && (
          <Button look="quiet" onClick={() => setDoing('drop')}>
            {t('account.factor.drop')}
          </Button>
        )}
      </div>
    </div>
  );
}
