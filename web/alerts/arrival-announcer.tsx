import type { Case } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Tells a screen reader of the newest case; says nothing to the eye. */
export function ArrivalAnnouncer({ newest }: { newest: Case | undefined }) {
  const { t, nameIn } = useWords();
  const where = newest ? nameIn(newest.place, 'gridName') || t('alert.unknownGrid') : '';
  return (
    <p className="sr-only" aria-live="polite">
      {newest && t('alert.arrived', { what: nameIn(newest, 'typeName'), where })}
    </p>
  );
}
