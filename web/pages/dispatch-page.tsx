import clsx from 'clsx';
import { NavLink, useParams } from 'react-router';
import { useDepartments } from '../cases/use-departments.ts';
import { CalendarBoard } from '../dispatch/calendar-board.tsx';
import { EscalationBoard } from '../dispatch/escalation-board.tsx';
import { OrderList } from '../dispatch/order-list.tsx';
import { PoliciesBoard } from '../dispatch/policies-board.tsx';
import { QueueList } from '../dispatch/queue-list.tsx';
import { TypesBoard } from '../dispatch/types-board.tsx';
import { useAreas } from '../find/use-areas.ts';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

const tabs = ['queue', 'orders', 'types', 'limits', 'calendar', 'escalation'] as const;
type Tab = (typeof tabs)[number];

/** 派遣与时限: what waits, what is late, and what a centre sets for both. */
export function DispatchPage() {
  const { t } = useWords();
  const asked = useParams().tab;
  const tab = tabs.find((each) => each === asked) ?? 'queue';
  return (
    <PageFrame title={t('dispatch.title')}>
      <div className="flex h-full flex-col">
        <nav className="flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-panel px-3">
          {tabs.map((each) => (
            <NavLink
              key={each}
              to={`/dispatch/${each}`}
              aria-current={each === tab ? 'page' : undefined}
              className={clsx(
                'border-b-2 px-3 py-2.5 text-sm whitespace-nowrap',
                each === tab ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
              )}
            >
              {t(`dispatch.tab.${each}`)}
            </NavLink>
          ))}
        </nav>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Board tab={tab} />
        </div>
      </div>
    </PageFrame>
  );
}

function Board({ tab }: { tab: Tab }) {
  const departments = useDepartments().data?.items ?? [];
  const areas = useAreas();
  const mayChange = useSession((session) => session.user?.role === 'admin');
  switch (tab) {
    case 'queue':
      return <QueueList departments={departments} />;
    case 'orders':
      return <OrderList />;
    case 'types':
      return <TypesBoard departments={departments} areas={areas} mayChange={mayChange} />;
    case 'limits':
      return <PoliciesBoard mayChange={mayChange} />;
    case 'calendar':
      return <CalendarBoard mayChange={mayChange} />;
    case 'escalation':
      return <EscalationBoard mayChange={mayChange} />;
  }
}
