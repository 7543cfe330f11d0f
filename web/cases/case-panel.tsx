import { ExternalLink } from 'lucide-react';
import type { Case } from '#contract/case.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { CaseEvidence } from './case-evidence.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHeader } from './case-header.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseLive } from './case-live.tsx';
import { CaseReasons } from './case-reasons.tsx';
import { CaseSteps } from './case-steps.tsx';
import type { StepRequest } from './step-keys.ts';
import { useCase } from './use-case.ts';

interface CasePanelProps {
  id: string;
  /** What the wall already knows of it, shown until the whole has come. */
  known: Case | undefined;
  requestedStep: StepRequest | null;
  onClose(): void;
}

/** A case beside the map: what, where, live, proof, why, and what to do. On a wide wall it has two columns. */
export function CasePanel({ id, known, requestedStep, onClose }: CasePanelProps) {
  const { t } = useWords();
  const { data: detail, error, refetch } = useCase(id);
  const item = detail ?? known;
  if (!item) return error ? <ProblemLine error={error} onRetry={() => void refetch()} /> : null;
  return (
    <article aria-label={t('case.one')} className="@container flex min-h-0 flex-1 flex-col">
      <CaseHeader item={item} onClose={onClose} />
      {detail && <CaseSteps item={detail} requested={requestedStep} />}
      {error && !detail && <ProblemLine error={error} onRetry={() => void refetch()} />}
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-6">
        <div className="grid gap-4 @3xl:grid-cols-2 @3xl:gap-5">
          <div className="space-y-4">
            <CaseLive item={item} />
            {detail && <CaseReasons item={detail} />}
            {detail && (
              <section>
                <h3 className="eyebrow mb-1.5">{t('case.section.facts')}</h3>
                <CaseFacts item={detail} />
              </section>
            )}
          </div>
          <div className="space-y-4">
            <section>
              <h3 className="eyebrow mb-1.5">{t('case.section.evidence')}</h3>
              <CaseEvidence item={item} />
            </section>
            {detail && (
              <section>
                <h3 className="eyebrow mb-2">{t('case.section.history')}</h3>
                <CaseHistory item={detail} />
              </section>
            )}
            <a href={`/cases/${item.id}`} className="inline-flex items-center gap-1.5 text-sm text-soft hover:text-accent">
              <ExternalLink className="size-3.5" aria-hidden="true" />
              {t('case.openPage')}
            </a>
          </div>
        </div>
      </div>
    </article>
  );
}
