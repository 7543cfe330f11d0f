import { Award, X } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { FigureGroup, FigureQuery, type FigureReport } from '#contract/figures.ts';
import { counts, rateNames } from '#contract/indicator.ts';
import { useDepartments } from '../cases/use-departments.ts';
import { CountTile } from '../figures/count-tile.tsx';
import { Formulas } from '../figures/formulas.tsx';
import { groupsOption } from '../figures/groups-option.ts';
import { GroupsTable } from '../figures/groups-table.tsx';
import { MonthFiles } from '../figures/month-files.tsx';
import { PeriodPicker } from '../figures/period-picker.tsx';
import { RateTile } from '../figures/rate-tile.tsx';
import { trendOption } from '../figures/trend-option.ts';
import { useFigures } from '../figures/use-figures.ts';
import { Choice } from '../find/choice.tsx';
import { useAreas } from '../find/use-areas.ts';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useRootScale } from '../platform/wall-scale.ts';
import { useWords } from '../platform/words/use-words.ts';
import { useEventTypes } from '../reporter/use-event-types.ts';
import { PageFrame } from './page-frame.tsx';

/** Charts come with a large library: it is fetched when this page is opened. */
const Chart = lazy(async () => ({ default: (await import('../figures/chart.tsx')).Chart }));

const Asked = FigureQuery.partial();

/** How the county does: counts and rates of a period, what they were before, and who is behind them. */
export function ReportsPage() {
  const { t, nameIn } = useWords();
  const [parameters, setParameters] = useSearchParams();
  const parsed = Asked.safeParse(Object.fromEntries(parameters));
  const query = parsed.success ? parsed.data : {};
  const { period = 'month', by = 'township', areaCode } = query;
  const { data: report, error, refetch } = useFigures(query);
  const areas = useAreas();
  const departments = useDepartments();
  const types = useEventTypes();
  const area = areas.find(({ code }) => code === areaCode);
  const narrowed = [
    area,
    departments.data?.items.find(({ code }) => code === query.departmentCode),
    types.find(({ code }) => code === query.typeCode),
  ].flatMap((each) => (each ? [nameIn(each, 'name')] : []));
  const change = (part: Partial<FigureQuery>) => {
    const next = { ...query, ...part };
    setParameters(
      Object.fromEntries(Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : []))),
      { replace: true },
    );
  };
  const narrow = (code: string) => {
    if (by === 'township') change({ areaCode: code, by: 'community' });
    else if (by === 'community') change({ areaCode: code, by: 'grid' });
    else if (by === 'department') change({ departmentCode: code, by: 'type' });
    else if (by === 'class') change({ typeCode: code, by: 'type' });
  };
  const groupings = FigureGroup.options.filter(
    (each) => each !== 'grid' || (area !== undefined && area.level !== 'county'),
  );
  return (
    <PageFrame title={t('figures.title')}>
      <div className="mx-auto max-w-[110rem] pb-8">
        <div className="sticky top-0 z-10 flex flex-wrap items-end justify-between gap-3 border-b border-line bg-panel px-4 py-3">
          <PeriodPicker
            period={period}
            shown={report?.now}
            isRunning={report?.isRunning ?? true}
            onPeriod={(next) => change({ period: next })}
            onDay={(day) => change({ day })}
          />
          <div className="flex flex-wrap items-end gap-3">
            <Link
              to="/scores"
              className="flex min-h-9 items-center gap-1.5 text-sm text-soft hover:text-accent"
            >
              <Award className="size-4" aria-hidden="true" />
              {t('scores.title')}
            </Link>
            {period === 'month' && report && <MonthFiles month={report.now.from.slice(0, 7)} />}
            {(areaCode || query.departmentCode || query.typeCode) && (
              <button
                type="button"
                onClick={() =>
                  change({
                    areaCode: undefined,
                    departmentCode: undefined,
                    typeCode: undefined,
                    by: 'township',
                  })
                }
                className="flex min-h-9 items-center gap-2 rounded-md bg-accent-deep px-3 text-sm text-accent"
              >
                {t('figures.narrowed', {
                  name: narrowed.join(' · ') || areaCode,
                })}
                <X className="size-3.5" aria-hidden="true" />
              </button>
            )}
            <div className="w-40">
              <Choice
                label={t('figures.by')}
                value={by}
                options={groupings.map((each) => ({ value: each, label: t(`figures.groupBy.${each}`) }))}
                onChange={(next) => change({ by: FigureGroup.parse(next) })}
              />
            </div>
          </div>
        </div>
        {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
        {report && <Figures report={report} by={by} onPick={narrow} />}
      </div>
    </PageFrame>
  );
}

const narrowing: readonly FigureGroup[] = ['township', 'community', 'department', 'class'];

function Figures({
  report,
  by,
  onPick,
}: {
  report: FigureReport;
  by: FigureGroup;
  onPick(code: string): void;
}) {
  const { t, language, nameIn } = useWords();
  const scale = useRootScale();
  const word = language === 'zh' ? 0 : 1;
  const trend = useMemo(
    () =>
      trendOption(
        report,
        {
          reported: counts.reported.name[word],
          closed: counts.closed.name[word],
          closedLate: counts.closedLate.name[word],
        },
        scale,
      ),
    [report, word, scale],
  );
  const bars = useMemo(
    () =>
      groupsOption(
        report.groups.slice(0, 12).map((group) => ({
          name: nameIn(group, 'name'),
          now: group.now.reported,
          before: group.before.reported,
        })),
        { now: t('figures.now'), before: t('figures.previous') },
        scale,
      ),
    [report, scale, nameIn, t],
  );
  return (
    <>
      {report.isRunning && <p className="px-4 pt-3 text-sm text-faint">{t('figures.running')}</p>}
      <div className="grid grid-cols-4 gap-x-4 gap-y-5 px-4 py-4 max-md:grid-cols-2">
        {rateNames.map((name) => (
          <RateTile key={name} name={name} total={report.total} />
        ))}
      </div>
      <div className="grid grid-cols-8 gap-x-4 gap-y-4 border-t border-line px-4 py-4 max-lg:grid-cols-4 max-md:grid-cols-2">
        {(
          ['reported', 'accepted', 'filed', 'dispatched', 'handled', 'due', 'closed', 'closedLate'] as const
        ).map((name) => (
          <CountTile key={name} name={name} total={report.total} />
        ))}
      </div>
      <div className="grid grid-cols-2 border-t border-line max-lg:grid-cols-1">
        <Panel title={t('figures.trend')}>
          <Suspense fallback={<div className="h-[22rem]" />}>
            <Chart option={trend} label={t('figures.trend')} className="h-[22rem]" />
          </Suspense>
        </Panel>
        <Panel title={t(`figures.groupBy.${by}`)} className="border-t-0 lg:border-l">
          {report.groups.length > 0 ? (
            <Suspense fallback={<div className="h-[22rem]" />}>
              <Chart option={bars} label={t(`figures.groupBy.${by}`)} className="h-[22rem]" />
            </Suspense>
          ) : (
            <p className="py-10 text-center text-soft">{t('figures.none')}</p>
          )}
        </Panel>
      </div>
      <Panel title={t(`figures.groupBy.${by}`)}>
        <GroupsTable groups={report.groups} onPick={narrowing.includes(by) ? onPick : undefined} />
      </Panel>
      <Formulas />
    </>
  );
}
