import { Download, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { AuditAction, type AuditFilter, AuditResult } from '#contract/audit.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { AuditTable } from './audit-table.tsx';
import { AuditVerdictLine } from './audit-verdict-line.tsx';
import { dayBounds } from './day-bounds.ts';
import { Line, Pick } from './fields.tsx';
import { auditTableUrl, useAudit, useVerifyAudit } from './use-audit.ts';

/** Who did, saw and exported what; narrowed, checked, taken along. */
export function Audit() {
  const { t } = useWords();
  const [filter, setFilter] = useState<Omit<AuditFilter, 'from' | 'to'>>({});
  const [days, setDays] = useState({ from: '', to: '' });
  const wanted: AuditFilter = { ...filter, ...dayBounds(days) };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit(wanted);
  const verify = useVerifyAudit();
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3">
        <div className="w-64 max-md:w-full">
          <Line
            label={t('administration.audit.search')}
            type="search"
            value={filter.text ?? ''}
            onChange={(text) => setFilter({ ...filter, text: text || undefined })}
          />
        </div>
        <div className="w-48 max-md:flex-1">
          <Pick
            label={t('administration.audit.action')}
            none={t('administration.all')}
            value={filter.action ?? ''}
            options={AuditAction.options.map((value) => ({
              value,
              label: t(`administration.audit.actions.${value}`),
            }))}
            onChange={(action) =>
              setFilter({ ...filter, action: action ? (action as AuditAction) : undefined })
            }
          />
        </div>
        <div className="w-28 max-md:flex-1">
          <Pick
            label={t('administration.audit.result')}
            none={t('administration.all')}
            value={filter.result ?? ''}
            options={AuditResult.options.map((value) => ({
              value,
              label: t(`administration.audit.results.${value}`),
            }))}
            onChange={(result) =>
              setFilter({ ...filter, result: AuditResult.options.find((each) => each === result) })
            }
          />
        </div>
        <div className="w-36 max-md:flex-1">
          <Line
            label={t('administration.audit.from')}
            type="date"
            value={days.from}
            onChange={(from) => setDays({ ...days, from })}
          />
        </div>
        <div className="w-36 max-md:flex-1">
          <Line
            label={t('administration.audit.to')}
            type="date"
            value={days.to}
            onChange={(to) => setDays({ ...days, to })}
          />
        </div>
        <div className="flex flex-1 justify-end gap-2 whitespace-nowrap max-md:basis-full max-md:*:flex-1">
          <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
            <ShieldCheck className="size-4" aria-hidden="true" />
            {t('administration.audit.verify')}
          </Button>
          <a
            href={auditTableUrl(wanted)}
            download
            className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong px-3 text-sm hover:bg-pressed"
          >
            <Download className="size-4" aria-hidden="true" />
            {t('administration.audit.export')}
          </a>
        </div>
      </div>
      {verify.error && <ProblemLine error={verify.error} />}
      {verify.data && <AuditVerdictLine verdict={verify.data} />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
        <AuditTable entries={entries} />
        {data && entries.length === 0 && <p className="px-4 py-8 text-soft">{t('administration.none')}</p>}
        {hasNextPage && (
          <Button className="m-4" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('administration.more')}
          </Button>
        )}
      </div>
    </div>
  );
}
