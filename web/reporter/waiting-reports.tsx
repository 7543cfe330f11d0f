import { CloudOff, X } from 'lucide-react';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import type { WaitingReport } from './outbox.ts';

/** What is kept on the phone until the server has it, and what it refused. */
export function WaitingReports({
  waiting,
  onPutAway,
}: {
  waiting: readonly WaitingReport[];
  onPutAway(clientKey: string): void;
}) {
  const { t } = useWords();
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t('report.waiting')} className="border-l-2 border-amber bg-panel px-4 py-3">
      <h2 className="flex items-center gap-2 text-sm text-soft">
        <CloudOff className="size-4" aria-hidden="true" />
        {t('report.waiting')}
      </h2>
      <ul className="mt-1">
        {waiting.map(({ clientKey, report, refused }) => (
          <li key={clientKey} className="flex items-center justify-between gap-3 py-1.5">
            <span className="min-w-0">
              <span className="block truncate">{report.text}</span>
              {refused !== undefined && (
                <span className="block text-sm text-alarm">{t('report.refused', { reason: refused })}</span>
              )}
            </span>
            {refused !== undefined && (
              <IconButton icon={X} label={t('report.putAway')} onClick={() => onPutAway(clientKey)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
