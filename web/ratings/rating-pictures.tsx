import { useWords } from '../platform/words/use-words.ts';

/** Pictures of before or after, each to be opened in full. */
export function RatingPictures({ title, urls }: { title: string; urls: readonly string[] }) {
  const { t } = useWords();
  if (urls.length === 0) return null;
  return (
    <div className="mt-5">
      <h3 className="text-base text-soft">{title}</h3>
      <div className="mt-1.5 grid grid-cols-2 gap-2">
        {urls.map((url, index) => (
          <a key={url} href={url} target="_blank" rel="noreferrer">
            <img
              src={url}
              alt={`${title} · ${t('rating.picture', { number: index + 1 })}`}
              className="aspect-4/3 w-full rounded-md border border-line object-cover"
            />
          </a>
        ))}
      </div>
    </div>
  );
}
