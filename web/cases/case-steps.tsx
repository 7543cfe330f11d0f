import { useEffect, useState } from 'react';
import type { CaseDetail, TakeStep } from '#contract/case.ts';
import type { CaseStepName } from '#contract/case-machine.ts';
import { Button } from '../platform/interface/button.tsx';
import { KeyCap } from '../platform/interface/key-cap.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { MoreSteps } from './more-steps.tsx';
import { StepForm } from './step-form.tsx';
import { type StepRequest, stepKeys } from './step-keys.ts';
import { fieldsOf, stepsToShow } from './steps-to-show.ts';
import { useTakeStep } from './use-take-step.ts';

/** A step that ends a case is asked for twice, within this time. */
const confirmMs = 4000;
const askedTwice: readonly CaseStepName[] = ['refuse', 'close'];

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
  const [asked, setAsked] = useState<CaseStepName | null>(null);

  const take = (request: TakeStep) => {
    setArmed(null);
    takeStep.mutate(request, { onSuccess: () => setAsked(null) });
  };
  const ask = (step: CaseStepName) => {
    if (!item.nextSteps.includes(step) || takeStep.isPending) return;
    if (fieldsOf(step, item).length > 0) return setAsked(step);
    if (askedTwice.includes(step) && armed !== step) return setArmed(step);
    take({ step });
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
  if (asked && item.nextSteps.includes(asked)) {
    return (
      <StepForm
        key={asked}
        item={item}
        step={asked}
        busy={takeStep.isPending}
        onTake={take}
        onBack={() => setAsked(null)}
      />
    );
  }
  const { buttons, more } = stepsToShow(item);
  const nameOf = (step: CaseStepName) =>
    t(step === 'refuse' && item.source === 'ai' ? 'case.step.falseAlarm' : `case.step.${step}`);
  return (
    <div className="flex gap-2 px-4 pb-3">
      {buttons.map((step, index) => (
        <Button
          key={step}
          look={index === 0 ? 'accent' : 'plain'}
          disabled={takeStep.isPending}
          onClick={() => ask(step)}
          className="min-h-10 min-w-0 flex-1"
        >
          <span className="truncate">{armed === step ? t('case.step.confirm') : nameOf(step)}</span>
          {stepKeys[step] && <KeyCap>{stepKeys[step]}</KeyCap>}
        </Button>
      ))}
      {more.length > 0 && <MoreSteps steps={more} disabled={takeStep.isPending} onAsk={ask} />}
    </div>
  );
}
