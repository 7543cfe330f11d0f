import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Link } from 'react-router';
import type { OwnReport } from '#contract/resident.ts';
import { call } from '../platform/api/call.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { stageOf } from './report-stage.ts';

/** What was reported by this phone, and how it stands, in words that everybody knows. */
export function OwnReports() {
  const { t } = useWords();
  const reports = useQuery({
    queryKey: ['own-reports'],
    queryFn: ({ signal }) => call('ownReports', { signal }),
    refetchOnMount: 'always',
  });
  if (reports.error) return <ProblemLine error={reports.error} onRetry={() => void reports.refetch()} />;
  if (!reports.data) return null;
  if (reports.data.items.length === 0) return <p className="py-6">{t('resident.noReports')}</p>;
  return (
    <ul className="space-y-4">
      {reports.data.items.map((report) => (
        <OneReport key={report.number} report={report} />
      ))}
    </ul>
  );
}

const ratingWords = { satisfied: 'rating.satisfied', 'so-so': 'rating.soSo', not: 'rating.not' } as const;

function OneReport({ report }: { report: OwnReport }) {
  const { t, language, nameIn } = useWords();
  const stage = stageOf(report.state);
  const handler = nameIn(report, 'departmentName');
  return (
    <li className="border border-line bg-panel px-4 py-3">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-xl font-semibold">{nameIn(report, 'typeName')}</h3>
        <span className={clsx('shrink-0', stage === 'done' ? 'text-accent' : 'text-amber')}>
          {t(`resident.stage.${stage}`)}
        </span>
      </div>
      {report.text && <p className="mt-1">{report.text}</p>}
      <p className="mt-2 text-base text-soft">
        {report.number} · {dateAndTime(report.openedAt, language)}
        {handler !== '' && stage === 'inHand' && (
          <>
            <br />
            {t('rating.by', { name: handler })}
          </>
        )}
      </p>
      {report.rating && (
        <p className="mt-1 text-base">{t('resident.youSaid', { rating: t(ratingWords[report.rating]) })}</p>
      )}
      {report.rateToken && (
        <Link
          to={`/rate/${report.rateToken}`}
          className="mt-3 flex min-h-14 items-center justify-center rounded-md bg-accent text-xl font-semibold text-ground"
        >
          {t('resident.rate')}
        </Link>
      )}
    </li>
  );
}
