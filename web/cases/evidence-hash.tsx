import { toast } from 'sonner';
import type { EvidenceFile } from '#contract/case.ts';
import { useWords } from '../platform/words/use-words.ts';

/** The file's SHA-256, shortened to be read and whole to be copied. */
export function EvidenceHash({ file }: { file: EvidenceFile }) {
  const { t } = useWords();
  const copy = async () => {
    await navigator.clipboard.writeText(file.sha256);
    toast(t('case.copied'), { description: file.sha256 });
  };
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={`${t('case.copyHash')}\n${file.sha256}`}
      className="truncate font-mono text-2xs text-faint hover:text-ink"
    >
      SHA-256 {file.sha256.slice(0, 8)}…
    </button>
  );
}
