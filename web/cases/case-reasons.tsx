import type { CaseDetail } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { reasonInWords } from './reason-in-words.ts';

/** Why the machine decided so, in words, from the newest sighting that speaks for the case. */
export function CaseReasons({ item }: { item: CaseDetail }) {
  const { t } = useWords();
  const newest = item.sightingList
    .filter(({ reasons, change }) => reasons.length > 0 && change !== 'cleared')
    .at(-1);
  if (!newest) return null;
  return (
    <section>
      <h3 className="eyebrow mb-1.5">{t('case.section.why')}</h3>
      <ul className="space-y-1 text-sm text-soft">
        {newest.reasons.map((reason) => (
          <li
            key={reason.code}
            className="flex gap-2 before:mt-[0.55em] before:size-1 before:shrink-0 before:rounded-full before:bg-accent"
          >
            {reasonInWords(reason, t)}
          </li>
        ))}
      </ul>
    </section>
  );
}
