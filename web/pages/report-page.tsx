import { lazy, Suspense, useState } from 'react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import type { Role } from '#contract/session.ts';
import { useGrids } from '../grids/use-grids.ts';
import { Button } from '../platform/interface/button.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { deliver } from '../reporter/deliver.ts';
import { ReportForm } from '../reporter/report-form.tsx';
import { taskGroupOf } from '../reporter/task-groups.ts';
import { TaskList } from '../reporter/task-list.tsx';
import { useEventTypes } from '../reporter/use-event-types.ts';
import { useMyTasks } from '../reporter/use-my-tasks.ts';
import { useOutbox } from '../reporter/use-outbox.ts';
import { usePosition } from '../reporter/use-position.ts';
import { WaitingReports } from '../reporter/waiting-reports.tsx';
import { FailureBoundary } from './failure-boundary.tsx';
import { PageFrame } from './page-frame.tsx';

/** Who writes down what callers report. */
const centre: readonly Role[] = ['operator', 'dispatcher', 'admin'];

const MyGridMap = lazy(() => import('../reporter/my-grid-map.tsx'));

/** A phone's page for grid staff: blow the whistle on the spot, with or without a network; what there is to do. */
export function ReportPage() {
  const { t } = useWords();
  const types = useEventTypes();
  const position = usePosition();
  const role = useSession(({ user }) => user?.role);
  const tasks = useMyTasks();
  const [view, setView] = useState<'report' | 'tasks'>('report');
  const { waiting, add, putAway } = useOutbox({
    name: 'eyrie-outbox',
    delivery: deliver,
    onSent: ({ number }) => void toast.success(t('report.sent', { number })),
    onUnknown: () => useSession.getState().expire(),
  });
  const mine = tasks.filter((item) => taskGroupOf(item) !== 'know').length;
  return (
    <PageFrame title={t('report.title')}>
      <div className="mx-auto max-w-xl space-y-5 px-4 pt-4 pb-10">
        <nav className="grid grid-cols-2 gap-2">
          <Button
            look={view === 'report' ? 'accent' : 'plain'}
            aria-pressed={view === 'report'}
            className="h-12 text-base!"
            onClick={() => setView('report')}
          >
            {t('report.blow')}
          </Button>
          <Button
            look={view === 'tasks' ? 'accent' : 'plain'}
            aria-pressed={view === 'tasks'}
            className="h-12 text-base!"
            onClick={() => setView('tasks')}
          >
            {t('report.tasks', { count: mine })}
          </Button>
        </nav>
        <WaitingReports waiting={waiting} onPutAway={(clientKey) => void putAway(clientKey)} />
        {view === 'report' ? (
          <ReportForm
            types={types}
            position={position}
            isForOthers={role !== undefined && centre.includes(role)}
            onReport={(report) => {
              void add(report);
              if (!navigator.onLine) toast(t('report.kept'));
            }}
          />
        ) : (
          <>
            <MyGrid tasks={tasks} position={position} />
            <TaskList tasks={tasks} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

/** The map of one's own grid, for those who have one; without it the list still stands. */
function MyGrid(props: Pick<Parameters<typeof MyGridMap>[0], 'tasks' | 'position'>) {
  const navigate = useNavigate();
  const areaCode = useSession(({ user }) => user?.areaCode);
  const grids = useGrids();
  if (!areaCode || !grids.data) return null;
  return (
    <FailureBoundary fallback={null}>
      <Suspense fallback={<div className="h-72 border border-line" />}>
        <MyGridMap {...props} grids={grids.data} onChoose={(id) => void navigate(`/cases/${id}`)} />
      </Suspense>
    </FailureBoundary>
  );
}
