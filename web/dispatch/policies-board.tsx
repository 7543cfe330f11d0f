import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { LimitPolicy } from '#contract/case-limit.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { PolicyEditor } from './policy-editor.tsx';
import { useDispatchQuery } from './use-dispatch-query.ts';

const blank: LimitPolicy = { code: '', name: '', nameEn: '', yellow: 0.7, red: 0.9, phases: {} };

/** 时限方案: what each part of a case's way is given. */
export function PoliciesBoard({ mayChange }: { mayChange: boolean }) {
  const { t } = useWords();
  const { data, error, refetch } = useDispatchQuery('limitPolicies');
  const [isAdding, setAdding] = useState(false);
  return (
    <div className="px-4 py-4">
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      <div className="mb-4 flex flex-wrap items-center gap-4 text-sm text-faint">
        {t('dispatch.policy.hint')} {!mayChange && t('dispatch.type.onlyAdmin')}
        {mayChange && !isAdding && (
          <Button onClick={() => setAdding(true)}>
            <Plus className="size-4" aria-hidden="true" />
            {t('dispatch.policy.add')}
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-6 max-xl:grid-cols-1">
        {isAdding && <PolicyEditor policy={blank} mayChange onSaved={() => setAdding(false)} />}
        {data?.items.map((policy) => (
          <PolicyEditor key={policy.code} policy={policy} mayChange={mayChange} />
        ))}
      </div>
    </div>
  );
}
