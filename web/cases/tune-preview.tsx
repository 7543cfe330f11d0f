import type { EvidenceFile } from '#contract/case.ts';
import type { TuneKind, TuneOffer } from '#contract/feedback.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface TunePreviewProps {
  kind: TuneKind;
  offer: TuneOffer;
  snapshot: EvidenceFile | null;
  busy: boolean;
  onConfirm(): void;
  onCancel(): void;
}

/** What would be set, before it is: the zone over the snapshot, or the threshold beside the present one. */
export function TunePreview({ kind, offer, snapshot, busy, onConfirm, onCancel }: TunePreviewProps) {
  const { t } = useWords();
  const percent = (share: number | null) => (share === null ? '–' : Math.round(share * 100));
  const score = percent(offer.score);
  const impossible = kind === 'open-score' && offer.score === null;
  return (
    <div className="mt-3 animate-appear">
      {kind === 'ignore-zone' && snapshot && offer.ignoreZone && (
        <div className="relative mb-2 bg-[#05080a]">
          <img src={snapshot.url} alt="" className="w-full" />
          <svg
            viewBox="0 0 1 1"
            preserveAspectRatio="none"
            aria-hidden="true"
            className="absolute inset-0 size-full"
          >
            <polygon
              points={offer.ignoreZone.map((corner) => corner.join(',')).join(' ')}
              className="fill-ground/40 stroke-accent"
              strokeWidth="2"
              strokeDasharray="6 4"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
        </div>
      )}
      <p className="text-sm text-soft">
        {kind === 'ignore-zone' && t('feedback.zoneHint')}
        {kind === 'open-score' &&
          (impossible
            ? t('feedback.noneAbove')
            : t('feedback.scoreHint', { score, current: percent(offer.currentScore) }))}
      </p>
      <div className="mt-2.5 flex gap-2">
        {!impossible && (
          <Button look="accent" disabled={busy} onClick={onConfirm} className="min-h-10 flex-1">
            {kind === 'ignore-zone' ? t('feedback.zoneConfirm') : t('feedback.scoreConfirm', { score })}
          </Button>
        )}
        <Button disabled={busy} onClick={onCancel} className="min-h-10 flex-1">
          {t('feedback.cancel')}
        </Button>
      </div>
    </div>
  );
}
