import clsx from 'clsx';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SupervisionOrder } from '#contract/dispatch.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { reasonInWords } from './order-in-words.ts';
import { useOrders } from './use-orders.ts';

const choices = { open: true, answered: false, all: undefined } as const;

/** 督办单, newest first. */
export function OrderList() {
  const { t } = useWords();
  const [shown, show] = useState<keyof typeof choices>('open');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOrders(choices[shown]);
  const orders = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="mx-auto max-w-6xl">
      <div className="flex gap-2 border-b border-line px-4 py-2">
        {(['open', 'answered', 'all'] as const).map((each) => (
          <Button key={each} look={each === shown ? 'plain' : 'quiet'} onClick={() => show(each)}>
            {t(`dispatch.order.${each}`)}
          </Button>
        ))}
      </div>
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      {data && orders.length === 0 && (
        <p className="px-4 py-16 text-center text-soft">{t('dispatch.order.none')}</p>
      )}
      <ul>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="flex justify-center py-4">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('dispatch.order.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

function OrderRow({ order }: { order: SupervisionOrder }) {
  const { t, language, nameIn } = useWords();
  return (
    <li className="border-b border-line">
      <Link
        to={`/dispatch/orders/${order.id}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-0.5 px-4 py-3 hover:bg-raised"
      >
        <span className="truncate font-medium">
          {t('dispatch.order.number', { year: order.year, serial: order.serial })}
          <span className="ml-3 font-normal text-soft">{nameIn(order.case, 'typeName')}</span>
        </span>
        <span className={clsx('text-right', order.answer === null ? 'text-amber' : 'text-accent')}>
          {order.answer === null ? t('dispatch.order.open') : t('dispatch.order.answered')}
        </span>
        <span className="truncate text-sm text-soft">
          {nameIn(order, 'departmentName') || t('dispatch.order.toCentre')} · {reasonInWords(order, t)}
        </span>
        <span className="figure text-right text-sm text-faint">{dateAndTime(order.issuedAt, language)}</span>
      </Link>
    </li>
  );
}
