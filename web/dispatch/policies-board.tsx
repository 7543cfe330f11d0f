import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { PolicyEditor } from './policy-editor.tsx';
import { useDispatchQuery } from './use-dispatch-query.ts';

/** 时限方案: what each part of a case's way is given. */
export function PoliciesBoard({ mayChange }: { mayChange: boolean }) {
  const { t } = useWords();
  const { data, error, refetch } = useDispatchQuery('limitPolicies');
  return (
    <div className="px-4 py-4">
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      <p className="mb-4 text-sm text-faint">
        {t('dispatch.policy.hint')} {!mayChange && t('dispatch.type.onlyAdmin')}
      </p>
      <div className="grid grid-cols-2 gap-6 max-xl:grid-cols-1">
        {data?.items.map((policy) => (
          <PolicyEditor key={policy.code} policy={policy} mayChange={mayChange} />
        ))}
      </div>
    </div>
  );
}
