import { useCallback, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { PushSubscription } from '#contract/alert-channel.ts';
import { call } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';

type PushState = 'asking' | 'unable' | 'denied' | 'off' | 'on';

const isAble = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** Whether this browser is pushed to, and the switch for it; asks for leave only when one presses. */
export function usePush() {
  const { t } = useWords();
  const [state, setState] = useState<PushState>(() => (isAble() ? 'asking' : 'unable'));

  useEffect(() => {
    if (!isAble()) return;
    let isHere = true;
    void readState().then((found) => isHere && setState(found));
    return () => {
      isHere = false;
    };
  }, []);

  const run = useCallback(
    (work: () => Promise<PushState>) =>
      work().then(setState, (error) => {
        toast.error(t('alertDesk.failed'), { description: problemInWords(error, t) });
      }),
    [t],
  );
  return { state, start: () => run(subscribe), stop: () => run(unsubscribe) };
}

async function readState(): Promise<PushState> {
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ? 'on' : 'off';
}

async function subscribe(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { key } = await call('pushKey', {});
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await call('subscribePush', { body: PushSubscription.parse(subscription.toJSON()) });
  return 'on';
}

async function unsubscribe(): Promise<PushState> {
  const registration = await navigator.serviceWorker.ready;
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  await call('unsubscribePush', {});
  return 'off';
}
