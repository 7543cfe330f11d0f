import { createHmac } from 'node:crypto';
import { WebhookSettings } from '#contract/alert-channel.ts';
import type { Send } from './channel.ts';
import { requireSuccess } from './judge-answer.ts';

/** Any receiver: JSON, signed together with its time so that an old one can be told, with an idempotency key. */
export const sendWebhook: Send = async ({ settings, secrets }, _to, message, { fetch, nowMs }) => {
  const { url, headers } = WebhookSettings.parse(settings);
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(nowMs() / 1000));
  const answer = await fetch(url, {
    headers: {
      ...headers,
      'content-type': 'application/json',
      'idempotency-key': message.id,
      'x-eyrie-timestamp': timestamp,
      'x-eyrie-signature': `sha256=${signWebhook(timestamp, body, secrets.key ?? '')}`,
    },
    body,
  });
  requireSuccess(answer);
  return `HTTP ${answer.status}`;
};

/** Hexadecimal HMAC-SHA256 with the key over `timestamp.body`. */
export const signWebhook = (timestamp: string, body: string, key: string): string =>
  createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
