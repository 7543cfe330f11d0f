import type { Pool } from '../platform/db.ts';
import { createDoorbell } from '../platform/doorbell.ts';
import type { Log } from '../platform/log.ts';
import { climbOnce } from './climb.ts';
import { followLog } from './follow-log.ts';
import type { OnDuty } from './recipients.ts';

export interface RunningAlerts {
  /** There is something new in the event log. */
  wake(): void;
}

const pollMs = 1000;
const longestPauseMs = 30_000;

/**
 * Raises alerts as the log grows and lets them climb in time, until `signal` aborts. Any number of servers may run it.
 * Woken by whoever follows the log; a poll catches what a lost call, or nothing but time, would have hidden.
 */
export function runAlerts(options: {
  pool: Pool;
  onDuty: OnDuty;
  /** Messages may have been put down. */
  onRaised(): void;
  log: Log;
  signal: AbortSignal;
}): RunningAlerts {
  const { pool, onDuty, log, signal } = options;
  const doorbell = createDoorbell();
  const loop = async () => {
    let pauseMs = pollMs;
    while (!signal.aborted) {
      try {
        for (let more = true; more && !signal.aborted; ) {
          const { events, missed } = await followLog(pool, onDuty);
          if (missed)
            log.warn('the event log was trimmed before it was turned into alerts: older events raise none');
          const climbed = await climbOnce(pool, onDuty);
          if (events > 0 || climbed) options.onRaised();
          more = events > 0 || climbed;
        }
        pauseMs = pollMs;
      } catch (error) {
        if (signal.aborted) return;
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        log.warn({ err: error, pauseMs }, 'alerts wait');
      }
      await doorbell.wait(pauseMs, signal);
    }
  };
  void loop();
  return { wake: doorbell.ring };
}
