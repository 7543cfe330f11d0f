import type { Case, EvidenceFile } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { EvidenceHash } from './evidence-hash.tsx';
import { EvidenceClip } from './evidence-clip.tsx';

/** What is kept as proof: the decisive frame, the clip once it is sealed, before and after. */
export function CaseEvidence({ item }: { item: Case }) {
  const { t } = useWords();
  const { snapshot, clip, before, after } = item.evidence;
  if (item.source !== 'ai' && !snapshot && !clip) return <p className="text-sm text-faint">{t('case.noEvidence')}</p>;
  return (
    <div className="space-y-3">
      <Picture name={t('case.section.snapshot')} file={snapshot} waiting={t('case.snapshotWaiting')} />
      <EvidenceClip clip={clip} poster={snapshot} />
      {before && after && (
        <div className="grid grid-cols-2 gap-2">
          <Picture name={t('case.section.before')} file={before} />
          <Picture name={t('case.section.after')} file={after} />
        </div>
      )}
    </div>
  );
}

function Picture({ name, file, waiting }: { name: string; file: EvidenceFile | null; waiting?: string }) {
  return (
    <figure>
      {file ? (
        <a href={file.url} target="_blank" rel="noreferrer">
          <img src={file.url} alt={name} className="aspect-video w-full bg-[#05080a] object-contain" />
        </a>
      ) : (
        <p className="grid aspect-video place-items-center bg-raised px-6 text-center text-sm text-faint">{waiting}</p>
      )}
      <figcaption className="flex items-baseline justify-between gap-3 pt-1 text-xs text-faint">
        <span>{name}</span>
        {file && <EvidenceHash file={file} />}
      </figcaption>
    </figure>
  );
}
