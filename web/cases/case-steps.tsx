import { Check, CircleSlash, Flag } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CaseDetail, CaseStepName } from '#contract/case.ts';
import { Button } from '../platform/interface/button.tsx';
import { KeyCap } from '../platform/interface/key-cap.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { type StepRequest, stepKeys } from './step-keys.ts';
import { useTakeStep } from './use-take-step.ts';

const icons = { accept: Check, refuse: CircleSlash, close: Flag } as const;
/** A step that ends a case is asked for twice, within this time. */
const confirmMs = 4000;

interface CaseStepsProps {
  item: CaseDetail;
  /** The newest step asked for with a key; its `nonce` tells one press from the next. */
  requested: StepRequest | null;
}

/** What one may do with a case now, by finger or by key. */
export function CaseSteps({ item, requested }: CaseStepsProps) {
  const { t } = useWords();
  const takeStep = useTakeStep(item);
  const [armed, setArmed] = useState<CaseStepName | null>(null);

  const ask = (step: CaseStepName) => {
    if (!item.nextSteps.includes(step) || takeStep.isPending) return;
    if (step !== 'accept' && armed !== step) return setArmed(step);
    setArmed(null);
    takeStep.mutate(step);
  };
  useEffect(() => {
    if (!armed) return;
    const timer = setTimeout(() => setArmed(null), confirmMs);
    return () => clearTimeout(timer);
  }, [armed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key press is answered once, whatever renders follow
  useEffect(() => {
    if (requested) ask(requested.step);
  }, [requested?.nonce]);

  if (item.nextSteps.length === 0) return null;
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-2 px-4 pb-3">
      {item.nextSteps.map((step) => {
        const Icon = icons[step];
        return (
          <Button
            key={step}
            look={step === 'accept' ? 'accent' : 'plain'}
            disabled={takeStep.isPending}
            onClick={() => ask(step)}
            className="min-h-10"
          >
            <Icon className="size-4" aria-hidden="true" />
            {armed === step ? t('case.step.confirm') : t(`case.step.${step}`)}
            <KeyCap>{stepKeys[step]}</KeyCap>
          </Button>
        );
      })}
    </div>
  );
}
