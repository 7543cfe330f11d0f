import type { AuditVerdict } from '#contract/audit.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Whether the log is whole; its head can be noted down elsewhere, to show later that nothing was cut off. */
export function AuditVerdictLine({ verdict: { rows, head, firstBroken } }: { verdict: AuditVerdict }) {
  const { t } = useWords();
  if (firstBroken)
    return (
      <p role="alert" className="border-b border-line bg-alarm-deep px-4 py-2.5 text-sm text-ink">
        {t(`administration.audit.${firstBroken.why}`, { number: firstBroken.number })}
      </p>
    );
  return (
    <p role="status" className="border-b border-line bg-accent-deep/40 px-4 py-2.5 text-sm">
      <span className="text-accent">{t('administration.audit.whole', { rows })}</span>
      {head && (
        <span className="ml-4 font-mono text-xs break-all text-faint">
          {t('administration.audit.head', head)}
        </span>
      )}
    </p>
  );
}
