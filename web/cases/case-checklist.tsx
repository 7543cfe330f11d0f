import type { Case } from '#contract/case.ts';
import type { CaseState } from '#contract/case-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { useChecklist } from './use-checklist.ts';

const inHand: readonly CaseState[] = ['dispatched', 'received', 'on-site'];

/** What whoever has the case in hand goes through on the spot. */
export function CaseChecklist({ item }: { item: Case }) {
  const { t } = useWords();
  const checklist = useChecklist(item.typeCode);
  if (checklist.length === 0 || !inHand.includes(item.state)) return null;
  return (
    <section>
      <h3 className="eyebrow mb-2">{t('dispatch.checklist')}</h3>
      <ol className="list-inside list-decimal space-y-1 text-sm marker:text-faint">
        {checklist.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
    </section>
  );
}
