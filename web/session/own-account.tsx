import { toast } from 'sonner';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { SessionList } from '../platform/interface/session-list.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { ChangePasswordForm } from './change-password-form.tsx';
import { OwnSecondFactor } from './own-second-factor.tsx';
import { useEndMySession, useMySessions } from './use-own-account.ts';

/** One's own account: where one is signed in, the second factor, the password. */
export function OwnAccount() {
  const { t } = useWords();
  const { data, error, refetch } = useMySessions();
  const end = useEndMySession();
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[3fr_2fr] gap-x-10 py-2 max-lg:grid-cols-1">
      <div>
        <Panel title={t('account.sessions.title')}>
          {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
          {data && (
            <SessionList
              sessions={data.items}
              isPending={end.isPending}
              onEnd={(id) => end.mutate(id, { onSuccess: () => toast(t('account.sessions.ended')) })}
            />
          )}
        </Panel>
        <Panel title={t('account.factor.title')}>
          <div className="max-w-md">
            <OwnSecondFactor />
          </div>
        </Panel>
      </div>
      <Panel title={t('account.password.title')} className="lg:border-t-0">
        <div className="max-w-md">
          <ChangePasswordForm />
        </div>
      </Panel>
    </div>
  );
}
