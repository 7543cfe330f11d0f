import { toast } from 'sonner';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { deliver } from '../reporter/deliver.ts';
import { ReportForm } from '../reporter/report-form.tsx';
import { useEventTypes } from '../reporter/use-event-types.ts';
import { useOutbox } from '../reporter/use-outbox.ts';
import { usePosition } from '../reporter/use-position.ts';
import { WaitingReports } from '../reporter/waiting-reports.tsx';
import { PageFrame } from './page-frame.tsx';

/** A phone's page for grid staff: blow the whistle on the spot, with or without a network. */
export function ReportPage() {
  const { t } = useWords();
  const types = useEventTypes();
  const position = usePosition();
  const { waiting, add, putAway } = useOutbox({
    name: 'eyrie-outbox',
    delivery: deliver,
    onSent: ({ number }) => void toast.success(t('report.sent', { number })),
    onUnknown: () => useSession.getState().expire(),
  });
  return (
    <PageFrame title={t('report.title')}>
      <div className="mx-auto max-w-xl space-y-5 px-4 pt-4 pb-10">
        <WaitingReports waiting={waiting} onPutAway={(clientKey) => void putAway(clientKey)} />
        <ReportForm
          types={types}
          position={position}
          onReport={(report) => {
            void add(report);
            if (!navigator.onLine) toast(t('report.kept'));
          }}
        />
      </div>
    </PageFrame>
  );
}
