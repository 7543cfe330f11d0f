import type { CaseDetail } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { decisiveSighting } from './decisive-sighting.ts';
import { reasonInWords } from './reason-in-words.ts';

/** Why the machine decided so, in words: its reasons, its score beside the threshold, and which model it was. */
export function CaseReasons({ item }: { item: CaseDetail }) {
  const { t } = useWords();
  const decisive = decisiveSighting(item.sightingList);
  if (!decisive) return null;
  const { seenWith, score, reasons } = decisive;
  const percent = (share: number) => Math.round(share * 100);
  return (
    <section>
      <h3 className="eyebrow mb-1.5">{t('case.section.why')}</h3>
      <ul className="space-y-1 text-sm text-soft">
        {reasons.map((reason) => (
          <li
            key={reason.code}
            className="flex gap-2 before:mt-[0.55em] before:size-1 before:shrink-0 before:rounded-full before:bg-accent"
          >
            {reasonInWords(reason, t)}
          </li>
        ))}
      </ul>
      {seenWith && (
        <p className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-xs text-faint">
          <span>
            {t('feedback.scored', { score: percent(score), threshold: percent(seenWith.threshold) })}
          </span>
          <span title={`SHA-256 ${seenWith.model.sha256}`}>
            {t('feedback.model', seenWith.model)}{' '}
            <span className="font-mono text-2xs">{seenWith.model.sha256.slice(0, 8)}</span>
          </span>
        </p>
      )}
    </section>
  );
}
