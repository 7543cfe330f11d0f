import { useWords } from '../platform/words/use-words.ts';

/** The photos that came with a step, each to be opened in full. */
export function StepPhotos({ ids }: { ids: readonly string[] }) {
  const { t } = useWords();
  if (ids.length === 0) return null;
  return (
    <span className="mt-1.5 grid grid-cols-3 gap-1.5">
      {ids.map((id, index) => (
        <a key={id} href={`/api/photos/${id}`} target="_blank" rel="noreferrer" className="block">
          <img
            src={`/api/photos/${id}`}
            alt={t('report.photo', { number: index + 1 })}
            loading="lazy"
            className="aspect-square w-full rounded-sm border border-line object-cover"
          />
        </a>
      ))}
    </span>
  );
}
