import { randomBytes } from 'node:crypto';
import { noteAlertSetting } from '../audit/note-alert-setting.ts';
import type { Pool } from '../platform/db.ts';
import { readAllowedTargets } from '../platform/http/allowed-targets.ts';
import { createGuardedFetch } from '../platform/http/guarded-fetch.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { type ChannelService, createChannelService } from './channel.service.ts';

/** Channels that may call the hosts of `allowed`, sealed with a key of their own. */
export function channelsFor(pool: Pool, allowed = ''): ChannelService {
  const targets = readAllowedTargets(allowed);
  const wire = { fetch: createGuardedFetch(targets), allowed: targets };
  return createChannelService({ pool, box: createSecretBox(randomBytes(32)), wire, note: noteAlertSetting });
}
