import clsx from 'clsx';
import type { AuditEntry } from '#contract/audit.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { TableHead } from '../platform/interface/table-head.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { actorInWords, detailsInWords, objectInWords } from './audit-in-words.ts';

/** One entry a row. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t, language } = useWords();
  return (
    <table className="w-full text-sm">
      <thead className="sticky top-0 z-10 bg-panel">
        <tr className="text-left text-xs text-faint">
          <TableHead className="w-20 text-right max-md:hidden">#</TableHead>
          <TableHead className="max-md:pl-4">{t('administration.audit.time')}</TableHead>
          <TableHead>{t('administration.audit.actor')}</TableHead>
          <TableHead>{t('administration.audit.action')}</TableHead>
          <TableHead className="max-md:hidden">{t('administration.audit.object')}</TableHead>
          <TableHead className="max-lg:hidden">{t('administration.audit.address')}</TableHead>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { number, at, actor, address, action, object, result, details, hash } = entry;
          return (
            <tr key={number} className="border-t border-line align-baseline hover:bg-raised">
              <td className="figure py-1.5 pr-4 pl-4 text-right text-faint max-md:hidden" title={hash}>
                {number}
              </td>
              <td className="figure py-1.5 pr-4 whitespace-nowrap text-soft max-md:pl-4 max-md:whitespace-normal">
                {dateAndTime(at, language)}
              </td>
              <td className="pr-4">
                {actor ?? <span className="text-faint">{actorInWords(entry, t)}</span>}
              </td>
              <td className="pr-4">
                <span className={clsx(result === 'refused' && 'text-amber')}>
                  {t(`administration.audit.actions.${action}`)}
                  {result === 'refused' && ` · ${t('administration.audit.results.refused')}`}
                </span>
                <span className="block text-xs text-faint">{detailsInWords(details, t)}</span>
                <span className="block text-xs text-soft md:hidden">
                  {object && objectInWords(object, t)}
                </span>
              </td>
              <td className="pr-4 text-soft max-md:hidden">{object && objectInWords(object, t)}</td>
              <td className="figure pr-4 text-soft max-lg:hidden">{address ?? '—'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
