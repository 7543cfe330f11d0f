import clsx from 'clsx';
import { ExternalLink } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'react-router';
import type { Case } from '#contract/case.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useElementWidth } from '../platform/use-element-width.ts';
import { useRootScale } from '../platform/wall-scale.ts';
import { useWords } from '../platform/words/use-words.ts';
import { CaseChecklist } from './case-checklist.tsx';
import { CaseEvidence } from './case-evidence.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHeader } from './case-header.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseLive } from './case-live.tsx';
import { CaseReasons } from './case-reasons.tsx';
import { CaseSteps } from './case-steps.tsx';
import { ConfirmedBut } from './confirmed-but.tsx';
import { FalseAlarmFeedback } from './false-alarm-feedback.tsx';
import type { StepRequest } from './step-keys.ts';
import { useCase } from './use-case.ts';

/** From this width on there is room for two columns. */
const wideRem = 44;

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
  const body = useRef<HTMLDivElement>(null);
  const wide = useElementWidth(body) > wideRem * 16 * useRootScale();
  const item = detail ?? known;
  if (!item) return error ? <ProblemLine error={error} onRetry={() => void refetch()} /> : null;
  const evidence = <CaseEvidence item={item} wide={wide} />;
  return (
    <article aria-label={t('case.one')} className="flex min-h-0 flex-1 flex-col">
      <CaseHeader item={item} onClose={onClose} />
      {detail && <CaseSteps item={detail} requested={requestedStep} />}
      {item.source === 'ai' && item.state === 'refused' && <FalseAlarmFeedback item={item} />}
      {error && !detail && <ProblemLine error={error} onRetry={() => void refetch()} />}
      <div ref={body} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-6">
        <div className={clsx('grid', wide ? 'grid-cols-2 gap-5' : 'gap-4')}>
          <div className="space-y-4">
            <CaseLive item={item} />
            {!wide && evidence}
            {detail && <CaseReasons item={detail} />}
            {item.source === 'ai' && item.state !== 'refused' && <ConfirmedBut item={item} />}
            <CaseChecklist item={item} />
            {detail && <CaseFacts item={detail} />}
          </div>
          <div className="space-y-4">
            {wide && evidence}
            {detail && (
              <section>
                <h3 className="eyebrow mb-2">{t('case.section.history')}</h3>
                <CaseHistory item={detail} />
              </section>
            )}
            <Link
              to={`/cases/${item.id}`}
              className="inline-flex items-center gap-1.5 text-sm text-soft hover:text-accent"
            >
              <ExternalLink className="size-3.5" aria-hidden="true" />
              {t('case.openPage')}
            </Link>
          </div>
        </div>
      </div>
    </article>
  );
}
