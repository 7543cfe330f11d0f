import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { deliver } from './deliver.ts';
import { type Outbox, openOutbox, type WaitingReport } from './outbox.ts';
import { sendReports } from './send-reports.ts';

const retryMs = 20_000;

/** What waits on this phone; sends it now, whenever the network comes back, and every so often. */
export function useOutbox() {
  const { t } = useWords();
  const [waiting, setWaiting] = useState<WaitingReport[]>([]);
  const outbox = useRef<Promise<Outbox> | undefined>(undefined);
  const sending = useRef(false);
  outbox.current ??= openOutbox();
  const opened = outbox.current;

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    const box = await opened;
    try {
      await sendReports(box, deliver, ({ number }) => void toast.success(t('report.sent', { number })));
    } catch (error) {
      // no network, or no session: what waits goes on waiting, and the list shows it
      if (error instanceof ApiProblem && error.status === 401) useSession.getState().expire();
    } finally {
      sending.current = false;
      setWaiting(await box.list());
    }
  }, [opened, t]);

  useEffect(() => {
    void send();
    const timer = setInterval(() => void send(), retryMs);
    const online = () => void send();
    window.addEventListener('online', online);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', online);
    };
  }, [send]);

  return {
    waiting,
    async add(report: Omit<WaitingReport, 'clientKey' | 'writtenAt'>) {
      const box = await opened;
      await box.put({ ...report, clientKey: crypto.randomUUID(), writtenAt: Date.now() });
      setWaiting(await box.list());
      void send();
    },
    async putAway(clientKey: string) {
      const box = await opened;
      await box.remove(clientKey);
      setWaiting(await box.list());
    },
  };
}
