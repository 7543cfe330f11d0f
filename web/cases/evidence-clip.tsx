import type { EvidenceFile } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { EvidenceHash } from './evidence-hash.tsx';

/** The sealed clip, from before the incident to after it; until it is sealed, that it will come. */
export function EvidenceClip({ clip, poster }: { clip: EvidenceFile | null; poster: EvidenceFile | null }) {
  const { t } = useWords();
  return (
    <figure className="min-w-0">
      {clip ? (
        // biome-ignore lint/a11y/useMediaCaption: a surveillance camera's footage has no speech
        <video
          key={clip.sha256}
          src={clip.url}
          controls
          muted
          playsInline
          preload="metadata"
          {...(poster ? { poster: poster.url } : {})}
          className="aspect-video w-full bg-[#05080a]"
        />
      ) : (
        <p className="grid aspect-video place-items-center border border-dashed border-line-strong px-4 text-center text-xs text-balance text-faint">
          {t('case.clipWaiting')}
        </p>
      )}
      <figcaption className="flex items-baseline justify-between gap-3 pt-1 text-xs text-faint">
        <span className="shrink-0">{t('case.section.clip')}</span>
        {clip && <EvidenceHash file={clip} />}
      </figcaption>
    </figure>
  );
}
