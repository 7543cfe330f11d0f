import type { Case } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { LivePicture } from '../video/live-picture.tsx';

/** What the camera that found it sees now. */
export function CaseLive({ item }: { item: Case }) {
  const { t, nameIn } = useWords();
  if (!item.cameraCode) return null;
  return (
    <figure className="border border-alarm/70">
      <LivePicture cameraCode={item.cameraCode} label={nameIn(item, 'cameraName')} priority={10} />
      <figcaption className="flex items-baseline justify-between gap-3 bg-raised px-2.5 py-1 text-sm">
        <span className="truncate">{nameIn(item, 'cameraName') || item.cameraCode}</span>
        <span className="shrink-0 text-xs text-faint">{t('case.section.live')}</span>
      </figcaption>
    </figure>
  );
}
