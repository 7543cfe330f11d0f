import { toast } from 'sonner';
import type { Account } from '#contract/account.ts';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { SessionList } from '../platform/interface/session-list.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useEndSessionOf, useSessionsOf } from './use-people.ts';

/** Where somebody is signed in. */
export function PersonSessions({ account }: { account: Account }) {
  const { t } = useWords();
  const { data, error, refetch } = useSessionsOf(account.id);
  const end = useEndSessionOf(account.id);
  return (
    <Panel title={t('account.sessions.title')} className="mt-3">
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      {data && (
        <SessionList
          sessions={data.items}
          isPending={end.isPending}
          onEnd={(id) => end.mutate(id, { onSuccess: () => toast(t('account.sessions.ended')) })}
        />
      )}
    </Panel>
  );
}
