import { Printer } from 'lucide-react';
import { useParams } from 'react-router';
import { OrderSheet } from '../dispatch/order-sheet.tsx';
import { useOrder } from '../dispatch/use-orders.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

/** One 督办单, to be read, answered and printed. */
export function OrderPage() {
  const { id = '' } = useParams();
  const { t } = useWords();
  const user = useSession((session) => session.user);
  const { data: order, error, refetch } = useOrder(id);
  const isCentre = user !== null && ['operator', 'dispatcher', 'admin'].includes(user.role);
  const isTheirs = user?.role === 'department' && user.departmentCode === order?.departmentCode;
  return (
    <PageFrame title={t('dispatch.tab.orders')}>
      <div className="mx-auto flex max-w-3xl justify-end px-4 pt-4 pb-3 print:hidden">
        <Button onClick={() => window.print()}>
          <Printer className="size-4" aria-hidden="true" />
          {t('dispatch.order.print')}
        </Button>
      </div>
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      {order && <OrderSheet order={order} mayAnswer={isCentre || isTheirs} />}
    </PageFrame>
  );
}
