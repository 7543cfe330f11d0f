import clsx from 'clsx';
import type { Case, EvidenceFile } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { EvidenceClip } from './evidence-clip.tsx';
import { EvidencePicture } from './evidence-picture.tsx';

/** What is kept as proof: the decisive frame, the clip once it is sealed, before and after. */
export function CaseEvidence({ item, wide }: { item: Case; wide: boolean }) {
  const { t } = useWords();
  const { snapshot, clip, before, after } = item.evidence;
  if (item.source !== 'ai' && !snapshot && !clip)
    return <p className="text-sm text-faint">{t('case.noEvidence')}</p>;
  const pairs: [string, EvidenceFile | null][] =
    before && after
      ? [
          [t('case.section.before'), before],
          [t('case.section.after'), after],
        ]
      : [];
  return (
    <div className={clsx('grid gap-x-2.5 gap-y-3', !wide && 'grid-cols-2')}>
      <EvidencePicture
        name={t('case.section.snapshot')}
        file={snapshot}
        waiting={t('case.snapshotWaiting')}
      />
      <EvidenceClip clip={clip} poster={snapshot} />
      {pairs.length > 0 && (
        <div className="col-span-full grid grid-cols-2 gap-2.5">
          {pairs.map(([name, file]) => (
            <EvidencePicture key={name} name={name} file={file} />
          ))}
        </div>
      )}
    </div>
  );
}
