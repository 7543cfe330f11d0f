import type { Config } from '../platform/config.ts';
import { readAllowedTargets } from '../platform/http/allowed-targets.ts';
import { createGuardedFetch } from '../platform/http/guarded-fetch.ts';
import { createSmsGateway, type SendSms } from './sms-gateway.ts';

/** The gateway of the settings; undefined where none is set up. */
export function openSms(config: Config): SendSms | undefined {
  if (!config.EYRIE_SMS_URL) return undefined;
  return createSmsGateway(
    {
      url: config.EYRIE_SMS_URL,
      headers: config.EYRIE_SMS_HEADERS,
      body: config.EYRIE_SMS_BODY,
      success: config.EYRIE_SMS_SUCCESS,
    },
    createGuardedFetch(readAllowedTargets(config.EYRIE_ALLOW_PRIVATE_TARGETS)),
  );
}
