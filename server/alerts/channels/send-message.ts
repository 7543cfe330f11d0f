import type { ChannelKind } from '#contract/alert-channel.ts';
import { TargetRefused } from '../../platform/http/guarded-fetch.ts';
import type { OpenedChannel, Send } from './channel.ts';
import { sendDingtalk } from './dingtalk.ts';
import { sendEmail } from './email.ts';
import { sendFeishu } from './feishu.ts';
import { SendFailed } from './send-failed.ts';
import { sendSms } from './sms.ts';
import { sendWebPush } from './web-push.ts';
import { sendWebhook } from './webhook.ts';
import { sendWecom } from './wecom.ts';

const senders: Record<ChannelKind, Send> = {
  'in-app': async () => 'told within the page',
  'web-push': sendWebPush,
  email: sendEmail,
  sms: sendSms,
  wecom: sendWecom,
  dingtalk: sendDingtalk,
  feishu: sendFeishu,
  webhook: sendWebhook,
};

/** Robots take no more than this in a minute. */
export const mostPerMinute: Partial<Record<ChannelKind, number>> = { wecom: 20, dingtalk: 20, feishu: 20 };

/** Sends one message by a channel and answers with what the other side said; throws `SendFailed` where it did not arrive. */
export async function sendMessage(...[channel, to, message, wire]: Parameters<Send>): Promise<string> {
  try {
    return redact(await senders[channel.kind](channel, to, message, wire), channel.secrets);
  } catch (error) {
    const known =
      error instanceof SendFailed
        ? error
        : new SendFailed(reasonOf(error), { permanent: error instanceof TargetRefused });
    const { permanent, retryAfterSeconds } = known;
    throw new SendFailed(redact(known.message, channel.secrets), {
      permanent,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message || error.name;
};

/** No secret stands in what is kept of an answer or a failure, nor a key within an address that is one. */
function redact(text: string, secrets: OpenedChannel['secrets']): string {
  const parts = Object.values(secrets).flatMap((secret) => {
    const query = URL.canParse(secret) ? [...new URL(secret).searchParams.values()] : [];
    return [secret, encodeURIComponent(secret), ...query];
  });
  let clean = text;
  for (const part of parts) if (part.length >= shortestSecret) clean = clean.replaceAll(part, '•••');
  return clean.slice(0, 500);
}

/** What is shorter is no secret, and would take harmless words with it. */
const shortestSecret = 4;
