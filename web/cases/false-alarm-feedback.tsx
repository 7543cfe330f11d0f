import { EyeOff, TrendingUp } from 'lucide-react';
import { useState } from 'react';
import type { Case } from '#contract/case.ts';
import type { TuneKind } from '#contract/feedback.ts';
import { Button } from '../platform/interface/button.tsx';
import { TuneRow } from '../platform/interface/tune-row.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { FeedbackReasons } from './feedback-reasons.tsx';
import { TunePreview } from './tune-preview.tsx';
import { useCaseFeedback } from './use-case-feedback.ts';

/**
 * Beside a case that was refused: what it really was, and two clicks by which its camera does not tell it again –
 * the first shows what would be set, the second sets it.
 */
export function FalseAlarmFeedback({ item }: { item: Case }) {
  const { t } = useWords();
  const { data, give, tune } = useCaseFeedback(item.id);
  const [shown, setShown] = useState<TuneKind | null>(null);
  if (!data?.offer) return null;
  const { offer, tunes, feedback } = data;
  const said = feedback.find(({ verdict }) => verdict === 'false-alarm');
  const isSet = (kind: TuneKind) => tunes.some((one) => one.kind === kind);
  const canIgnore = offer.ignoreZone !== null && !isSet('ignore-zone');
  const canRaise = !isSet('open-score');
  const set = (kind: TuneKind) => tune.mutate({ kind }, { onSettled: () => setShown(null) });
  return (
    <section
      aria-label={t('feedback.falseAlarm')}
      className="mb-4 border-y border-line bg-raised/60 px-4 py-3"
    >
      <FeedbackReasons
        verdict="false-alarm"
        scene={offer.scene}
        chosen={said?.reason ?? null}
        disabled={give.isPending}
        onChoose={(reason) => give.mutate({ verdict: 'false-alarm', reason })}
      />
      {tunes.length > 0 && (
        <ul className="mt-2">
          {tunes.map((one) => (
            <TuneRow key={one.id} tune={one} zoneName={t('feedback.zoneSet')} />
          ))}
        </ul>
      )}
      {shown && (
        <TunePreview
          kind={shown}
          offer={offer}
          snapshot={item.evidence.snapshot}
          busy={tune.isPending}
          onConfirm={() => set(shown)}
          onCancel={() => setShown(null)}
        />
      )}
      {!shown && (canIgnore || canRaise) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {canIgnore && (
            <Button onClick={() => setShown('ignore-zone')} className="min-h-10 flex-1">
              <EyeOff className="size-4 shrink-0" aria-hidden="true" />
              {t('feedback.ignoreHere')}
            </Button>
          )}
          {canRaise && (
            <Button onClick={() => setShown('open-score')} className="min-h-10 flex-1">
              <TrendingUp className="size-4 shrink-0" aria-hidden="true" />
              {t('feedback.raiseScore')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
