import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { type Outbox, openOutbox, type WaitingReport } from './outbox.ts';
import { type Delivery, type SentReport, sendReports } from './send-reports.ts';

const retryMs = 20_000;

interface OutboxOptions {
  /** Its name in the browser's database: staff and residents have one each. */
  name: string;
  delivery: Delivery;
  onSent(sent: SentReport): void;
  /** The server doesn't know who reports: a session ended, or a phone isn't proved yet. */
  onUnknown(): void;
}

/** What waits on this phone; sends it now, whenever the network comes back, and every so often. */
export function useOutbox(options: OutboxOptions) {
  const [waiting, setWaiting] = useState<WaitingReport[]>([]);
  const outbox = useRef<Promise<Outbox> | undefined>(undefined);
  const sending = useRef(false);
  outbox.current ??= openOutbox(options.name);
  const opened = outbox.current;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    const box = await opened;
    try {
      await sendReports(box, latest.current.delivery, (sent) => latest.current.onSent(sent));
    } catch (error) {
      // no network, or nobody known: what waits goes on waiting, and the list shows it
      if (error instanceof ApiProblem && error.status === 401) latest.current.onUnknown();
    } finally {
      sending.current = false;
      setWaiting(await box.list());
    }
  }, [opened]);

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
    send,
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
