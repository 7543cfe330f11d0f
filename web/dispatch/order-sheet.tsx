import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { SupervisionOrder } from '#contract/dispatch.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Lines } from './fields.tsx';
import { reasonInWords } from './order-in-words.ts';
import { useDispatchSave } from './use-dispatch-save.ts';

/** A 督办单 as it is printed: one sheet of A4, black on white. */
export function OrderSheet({ order, mayAnswer }: { order: SupervisionOrder; mayAnswer: boolean }) {
  const { t, language, nameIn } = useWords();
  const time = (at: string | null) => (at ? dateAndTime(at, language) : '—');
  const { place } = order.case;
  const where = [
    nameIn(place, 'townshipName'),
    nameIn(place, 'communityName'),
    nameIn(place, 'gridName'),
    nameIn(place, 'streetName'),
  ];
  return (
    <>
      <article className="mx-auto mb-6 max-w-3xl rounded-sm bg-[#fff] px-12 py-10 text-[#111] max-md:my-0 max-md:px-5 print:m-0 print:max-w-none print:p-0">
        <h1 className="border-b-2 border-[#b3261e] pb-4 text-center text-3xl font-semibold text-[#b3261e]">
          {t('dispatch.order.heading')}
        </h1>
        <p className="figure mt-3 text-center">
          {t('dispatch.order.number', { year: order.year, serial: order.serial })}
        </p>
        <dl className="mt-6">
          <Row name={t('dispatch.order.to')}>
            {nameIn(order, 'departmentName') || t('dispatch.order.toCentre')}
          </Row>
          <Row name={t('dispatch.order.case')}>
            <Link to={`/cases/${order.case.id}`} className="underline">
              {order.case.number}
            </Link>{' '}
            {nameIn(order.case, 'typeName')}
            <span className="block">{where.filter(Boolean).join(' · ')}</span>
            {order.case.text && <span className="block">{order.case.text}</span>}
          </Row>
          <Row name={t('dispatch.order.reason')}>{reasonInWords(order, t)}</Row>
          {order.dueAt && <Row name={t('dispatch.order.due')}>{time(order.dueAt)}</Row>}
          <Row name={t('dispatch.order.issued')}>
            {time(order.issuedAt)} · {order.issuedByName ?? t('dispatch.order.byProduct')}
          </Row>
          <Row name={t('dispatch.order.copies')}>
            {order.copiedTo.map(({ name }) => name).join('、') || '—'}
          </Row>
          <Row name={t('dispatch.order.answer')}>
            {order.answer ? (
              <>
                {order.answer}
                <span className="mt-1 block text-sm">
                  {t('dispatch.order.answerBy', { name: order.answeredByName ?? '' })} ·{' '}
                  {time(order.answeredAt)}
                </span>
              </>
            ) : (
              <span className="block min-h-28" />
            )}
          </Row>
        </dl>
        <p className="mt-6">{t('dispatch.order.demand')}</p>
      </article>
      {order.answer === null && mayAnswer && <Answer order={order} />}
    </>
  );
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid grid-cols-[7rem_1fr] border-b border-[#999] py-2.5 max-md:grid-cols-[5.5rem_1fr]">
    <dt className="font-medium">{name}</dt>
    <dd className="min-w-0 whitespace-pre-line">{children}</dd>
  </div>
);

function Answer({ order }: { order: SupervisionOrder }) {
  const { t } = useWords();
  const [answer, setAnswer] = useState('');
  const save = useDispatchSave('answerOrder');
  return (
    <form
      className="mx-auto mb-10 max-w-3xl space-y-2 px-4 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ params: { id: order.id }, body: { answer } });
      }}
    >
      <p className="font-medium">{t('dispatch.order.answer')}</p>
      <Lines value={answer} disabled={save.isPending} onChange={setAnswer} />
      <Button type="submit" look="accent" disabled={answer.trim() === '' || save.isPending}>
        {t('dispatch.order.send')}
      </Button>
    </form>
  );
}
