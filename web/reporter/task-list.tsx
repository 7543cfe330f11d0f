import clsx from 'clsx';
import { Link } from 'react-router';
import type { Case } from '#contract/case.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';
import { groupTasks } from './task-groups.ts';

/** What there is to do in one's own grid, the most pressing first; a press opens the case with its steps. */
export function TaskList({ tasks }: { tasks: readonly Case[] }) {
  const { t } = useWords();
  const groups = groupTasks(tasks);
  if (groups.length === 0) return <p className="py-8 text-center text-soft">{t('report.noTasks')}</p>;
  return (
    <div className="space-y-5">
      {groups.map(([group, items]) => (
        <section key={group} aria-label={t(`report.task.${group}`)}>
          <h2 className="mb-1.5 text-sm text-soft">
            {t(`report.task.${group}`)} <span className="figure">{items.length}</span>
          </h2>
          <ul className="divide-y divide-line border border-line bg-panel">
            {items.map((item) => (
              <TaskRow key={item.id} item={item} isMine={group === 'handle'} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function TaskRow({ item, isMine }: { item: Case; isMine: boolean }) {
  const { t, language, nameIn } = useWords();
  const isLate = item.dueAt !== null && Date.parse(item.dueAt) < Date.now();
  return (
    <li>
      <Link
        to={`/cases/${item.id}`}
        className={clsx(
          'grid min-h-16 grid-cols-[1fr_auto] content-center gap-x-3 border-l-4 px-3 py-2 hover:bg-raised',
          isMine ? 'border-accent' : 'border-transparent',
        )}
      >
        <span className="truncate text-base">{nameIn(item, 'typeName')}</span>
        <span className="text-right text-sm text-soft">{t(`case.state.${item.state}`)}</span>
        <span className="truncate text-sm text-faint">
          {item.text ?? (nameIn(item.place, 'streetName') || nameIn(item.place, 'gridName'))}
        </span>
        <span className={clsx('figure text-right text-sm', isLate ? 'text-alarm' : 'text-faint')}>
          {item.dueAt && t('report.due', { time: dateAndTime(item.dueAt, language).slice(0, -3) })}
        </span>
      </Link>
    </li>
  );
}
