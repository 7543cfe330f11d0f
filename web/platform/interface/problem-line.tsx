import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { problemInWords } from './problem-in-words.ts';

/** A failure, said calmly where it happened, with a way to try again. */
export function ProblemLine({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  return (
    <div
      role="alert"
      className="flex items-center justify-between gap-3 border-l-2 border-amber bg-amber-deep/40 px-3 py-2 text-sm text-ink"
    >
      <span>{problemInWords(error, t)}</span>
      {onRetry && (
        <Button look="quiet" onClick={onRetry}>
          {t('nav.retry')}
        </Button>
      )}
    </div>
  );
}
