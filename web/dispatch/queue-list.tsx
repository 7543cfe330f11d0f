import { Link } from 'react-router';
import type { Department } from '#contract/department.ts';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useDispatchQuery } from './use-dispatch-query.ts';

/** 待派案件: what waits for a person of the centre to send it on, and why. */
export function QueueList({ departments }: { departments: readonly Department[] }) {
  const { t, nameIn } = useWords();
  const { data, error, refetch } = useDispatchQuery('dispatchQueue');
  const nameOf = (code: string) => {
    const found = departments.find((each) => each.code === code);
    return found ? nameIn(found, 'name') : code;
  };
  if (error) return <ProblemLine error={error} onRetry={() => void refetch()} />;
  if (data?.items.length === 0)
    return (
      <p className="px-4 py-16 text-center text-soft">
        {t('dispatch.queue.none')}
        <span className="mt-1 block text-sm text-faint">{t('dispatch.queue.noneHint')}</span>
      </p>
    );
  return (
    <ul className="mx-auto max-w-6xl">
      {data?.items.map(({ case: item, reason, candidateCodes, since }) => (
        <li key={item.id} className="border-b border-line">
          <Link
            to={`/cases/${item.id}`}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-0.5 px-4 py-3 hover:bg-raised"
          >
            <span className="truncate font-medium">
              {nameIn(item, 'typeName')}
              <span className="figure ml-3 font-normal text-faint">{item.number}</span>
            </span>
            <span className="text-right text-amber">{t(`dispatch.queue.reason.${reason}`)}</span>
            <span className="truncate text-sm text-soft">
              {[
                nameIn(item.place, 'townshipName'),
                nameIn(item.place, 'gridName'),
                nameIn(item.place, 'streetName'),
              ]
                .filter(Boolean)
                .join(' · ')}
              {candidateCodes.length > 0 && ` — ${candidateCodes.map(nameOf).join(' / ')}`}
            </span>
            <span className="figure text-right text-sm text-faint">
              {t('dispatch.queue.since')} <Elapsed since={since} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
