import { Camera, X } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { scalePhoto } from '../scale-photo.ts';
import { useWords } from '../words/use-words.ts';

const mostPhotos = 9;

/** Takes pictures with the phone's camera, and shows what was taken. */
export function PhotoField({ photos, onChange }: { photos: Blob[]; onChange(photos: Blob[]): void }) {
  const { t } = useWords();
  const urls = useMemo(() => photos.map((photo) => URL.createObjectURL(photo)), [photos]);
  useEffect(() => () => urls.forEach((url) => void URL.revokeObjectURL(url)), [urls]);
  return (
    <div>
      <span className="mb-1.5 block text-sm text-soft">{t('report.photos')}</span>
      <div className="grid grid-cols-3 gap-2">
        {urls.map((url, index) => (
          <div key={url} className="relative aspect-square overflow-hidden rounded-md border border-line">
            <img
              src={url}
              alt={t('report.photo', { number: index + 1 })}
              className="size-full object-cover"
            />
            <button
              type="button"
              aria-label={t('report.dropPhoto', { number: index + 1 })}
              className="absolute top-1 right-1 grid size-11 place-items-center rounded-full bg-ground/80 text-ink"
              onClick={() => onChange(photos.filter((_, i) => i !== index))}
            >
              <X className="size-4" aria-hidden="true" />
            </button>
          </div>
        ))}
        {photos.length < mostPhotos && (
          <label className="grid aspect-square cursor-pointer place-items-center rounded-md border border-line-strong border-dashed text-soft focus-within:border-accent">
            <span className="flex flex-col items-center gap-1 text-sm">
              <Camera className="size-6" aria-hidden="true" />
              {t('report.takePhoto')}
            </span>
            <input
              type="file"
              accept="image/*"
              capture="environment"
              multiple
              className="sr-only"
              onChange={async ({ target }) => {
                const taken = await Promise.all([...(target.files ?? [])].map(scalePhoto));
                target.value = '';
                onChange([...photos, ...taken].slice(0, mostPhotos));
              }}
            />
          </label>
        )}
      </div>
    </div>
  );
}
