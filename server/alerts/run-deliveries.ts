import { createDoorbell } from '../platform/doorbell.ts';
import type { Log } from '../platform/log.ts';
import { type DeliveryParts, takeNextDelivery } from './deliver.ts';

/** As many messages are on their way at once: a slow gateway holds up no other. */
const mostAtOnce = 8;
const pollMs = 1000;
const longestPauseMs = 30_000;

/** Sends what is due until `signal` aborts. Any number of servers may run it. */
export function runDeliveries(parts: DeliveryParts & { log: Log; signal: AbortSignal }): { wake(): void } {
  const { log, signal } = parts;
  const doorbell = createDoorbell();
  let onTheirWay = 0;
  const takeOne = async (): Promise<boolean> => {
    const taken = await takeNextDelivery(parts);
    if (!taken) return false;
    onTheirWay++;
    void taken.sending
      .catch((error) => log.warn({ err: error }, 'a message could not be sent'))
      .finally(() => {
        onTheirWay--;
        doorbell.ring();
      });
    return true;
  };
  const loop = async () => {
    let pauseMs = pollMs;
    while (!signal.aborted) {
      try {
        while (onTheirWay < mostAtOnce && !signal.aborted && (await takeOne()));
        pauseMs = pollMs;
      } catch (error) {
        if (signal.aborted) return;
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        log.warn({ err: error, pauseMs }, 'messages wait');
      }
      await doorbell.wait(pauseMs, signal);
    }
  };
  void loop();
  return { wake: doorbell.ring };
}
