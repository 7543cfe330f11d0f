import type { Pool } from '../platform/db.ts';
import { readAllowedTargets } from '../platform/http/allowed-targets.ts';
import { createGuardedFetch } from '../platform/http/guarded-fetch.ts';
import type { Log } from '../platform/log.ts';
import { readSecret } from '../platform/secret.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import { type ChannelService, createChannelService } from './channel.service.ts';
import type { NoteSetting } from './note-setting.ts';
import type { OnDuty } from './recipients.ts';
import { runAlerts } from './run-alerts.ts';
import { runDeliveries } from './run-deliveries.ts';

/** Raises alerts, lets them climb and sends their messages, until `signal` aborts. */
export async function openAlerts(options: {
  pool: Pool;
  box: SecretBox;
  /** Private hosts and networks that may be called (EYRIE_ALLOW_PRIVATE_TARGETS). */
  allowedTargets: string;
  publicUrl: string | undefined;
  onDuty: OnDuty;
  note: NoteSetting;
  log: Log;
  signal: AbortSignal;
}): Promise<{ channels: ChannelService; wake(): void }> {
  const { pool, box, onDuty, note, publicUrl, log, signal } = options;
  const allowed = readAllowedTargets(options.allowedTargets);
  const wire = { allowed, fetch: createGuardedFetch(allowed) };
  const channels = createChannelService({ pool, box, wire, note });
  const linkSecret = await readSecret(pool, 'alert-links');
  const deliveries = runDeliveries({ pool, channels, linkSecret, publicUrl, log, signal });
  const { wake } = runAlerts({ pool, onDuty, onRaised: deliveries.wake, log, signal });
  return { channels, wake };
}
