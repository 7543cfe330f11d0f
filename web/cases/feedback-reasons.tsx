import clsx from 'clsx';
import type { SceneName } from '#contract/detection.ts';
import type { FeedbackReason, FeedbackVerdict } from '#contract/feedback.ts';
import { useWords } from '../platform/words/use-words.ts';
import { reasonsToOffer } from './reasons-to-offer.ts';

interface FeedbackReasonsProps {
  verdict: FeedbackVerdict;
  scene: SceneName;
  chosen: FeedbackReason | null;
  disabled: boolean;
  onChoose(reason: FeedbackReason): void;
}

/** What it really was, or what is wrong with it: one press, and it is noted. */
export function FeedbackReasons({ verdict, scene, chosen, disabled, onChoose }: FeedbackReasonsProps) {
  const { t } = useWords();
  const question = t(verdict === 'false-alarm' ? 'feedback.whatWasIt' : 'feedback.whatIsWrong');
  return (
    <fieldset disabled={disabled}>
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-3">
        <span className="eyebrow">{question}</span>
        {chosen && <span className="text-xs text-accent">{t('feedback.said')}</span>}
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {reasonsToOffer(verdict, scene).map((reason) => (
          <button
            key={reason}
            type="button"
            aria-pressed={reason === chosen}
            onClick={() => onChoose(reason)}
            className={clsx(
              'min-h-8 rounded-sm border px-2 text-sm transition-colors duration-150 max-md:min-h-10 max-md:px-3',
              reason === chosen
                ? 'border-accent bg-accent-deep text-accent'
                : 'border-line-strong text-soft hover:bg-pressed hover:text-ink',
            )}
          >
            {t(`feedback.reason.${reason}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
