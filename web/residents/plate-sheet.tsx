import { useQuery } from '@tanstack/react-query';
import type { Plate } from '#contract/resident.ts';
import { useWords } from '../platform/words/use-words.ts';
import { qrOf } from './qr-of.ts';

/** Door plates as they are printed: A4, eight to a page, each with its code, its address and what it is for. */
export function PlateSheet({ plates }: { plates: readonly Plate[] }) {
  return (
    <div className="paper grid grid-cols-2 gap-6 bg-panel p-6 text-ink max-md:grid-cols-1 print:grid-cols-2">
      {plates.map((plate) => (
        <PlateLabel key={plate.code} plate={plate} />
      ))}
    </div>
  );
}

function PlateLabel({ plate }: { plate: Plate }) {
  const { t } = useWords();
  const address = `${location.origin}/r/${plate.code}`;
  const qr = useQuery({
    queryKey: ['qr', address],
    queryFn: () => qrOf(address),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <article className="flex break-inside-avoid items-center gap-4 border-2 border-ink p-3">
      <div className="size-32 shrink-0">
        {qr.data && <img src={qr.data} alt={address} className="size-full" />}
      </div>
      <div className="min-w-0">
        <p className="text-xl leading-tight font-semibold">{plate.address}</p>
        {plate.addressEn && <p className="text-sm text-soft">{plate.addressEn}</p>}
        <p className="mt-2 text-base">{t('resident.plates.scan')}</p>
        <p className="figure mt-1 text-sm text-soft">{plate.code}</p>
      </div>
    </article>
  );
}
