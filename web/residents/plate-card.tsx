import { MapPin } from 'lucide-react';
import type { PlateView } from '#contract/resident.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Where one stands, as the door plate says. */
export function PlateCard({ plate }: { plate: PlateView }) {
  const { t, nameIn } = useWords();
  return (
    <section className="flex items-start gap-3">
      <MapPin className="mt-1 size-7 shrink-0 text-accent" aria-hidden="true" />
      <div>
        <p className="text-base text-soft">{t('resident.here')}</p>
        <p className="text-xl font-semibold">{nameIn(plate, 'address')}</p>
        <p className="text-base text-soft">{nameIn(plate, 'gridName')}</p>
      </div>
    </section>
  );
}
