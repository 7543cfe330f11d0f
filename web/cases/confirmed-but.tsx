import { ChevronRight } from 'lucide-react';
import type { Case } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { FeedbackReasons } from './feedback-reasons.tsx';
import { useCaseFeedback } from './use-case-feedback.ts';

/** For a case that is true but not quite right: folded away until somebody has something to say. */
export function ConfirmedBut({ item }: { item: Case }) {
  const { t } = useWords();
  const { data, give } = useCaseFeedback(item.id);
  if (!data?.offer) return null;
  const said = data.feedback.find(({ verdict }) => verdict === 'confirmed-but');
  return (
    <details className="group">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 py-1 text-sm text-soft hover:text-ink">
        <ChevronRight
          className="size-3.5 transition-transform duration-150 group-open:rotate-90"
          aria-hidden="true"
        />
        {t('feedback.confirmedBut')}
        {said?.reason && <span className="ml-1 text-accent">{t(`feedback.reason.${said.reason}`)}</span>}
      </summary>
      <div className="pt-1.5">
        <FeedbackReasons
          verdict="confirmed-but"
          scene={data.offer.scene}
          chosen={said?.reason ?? null}
          disabled={give.isPending}
          onChoose={(reason) => give.mutate({ verdict: 'confirmed-but', reason })}
        />
      </div>
    </details>
  );
}
