import { Dialog } from 'radix-ui';
import type { EvidenceFile } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { EvidenceHash } from './evidence-hash.tsx';

interface EvidencePictureProps {
  name: string;
  file: EvidenceFile | null;
  /** Said while there is none yet. */
  waiting?: string;
}

/** A picture kept as proof; a press shows it as large as the screen. */
export function EvidencePicture({ name, file, waiting = '' }: EvidencePictureProps) {
  const { t } = useWords();
  if (!file)
    return (
      <p className="grid aspect-video place-items-center bg-raised px-4 text-center text-xs text-faint">
        {waiting}
      </p>
    );
  return (
    <figure className="min-w-0">
      <Dialog.Root>
        <Dialog.Trigger aria-label={`${name} · ${t('case.enlarge')}`} className="block w-full cursor-zoom-in">
          <img src={file.url} alt={name} className="aspect-video w-full bg-[#05080a] object-contain" />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/90" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-6 z-50 grid place-items-center outline-none"
          >
            <Dialog.Title className="sr-only">{name}</Dialog.Title>
            <Dialog.Close aria-label={t('nav.close')} className="size-full cursor-zoom-out">
              <img src={file.url} alt={name} className="size-full object-contain" />
            </Dialog.Close>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <figcaption className="flex items-baseline justify-between gap-3 pt-1 text-xs text-faint">
        <span className="shrink-0">{name}</span>
        <EvidenceHash file={file} />
      </figcaption>
    </figure>
  );
}
