import webPush from 'web-push';
import { WebPushSettings } from '#contract/alert-channel.ts';
import type { Send } from './channel.ts';
import { requireSuccess } from './judge-answer.ts';
import { SendFailed } from './send-failed.ts';

/** As long a push service keeps a message for a browser that is away. */
const keepSeconds = 3600;
/** Push services take no more than 4096 bytes, encryption included. */
const mostCharacters = 900;

/** Web Push (RFC 8030, 8291, 8292) to all browsers of a person; it arrived where one of them took it. */
export const sendWebPush: Send = async ({ settings, secrets }, to, message, wire) => {
  if (to.browsers.length === 0) throw new SendFailed('no browser asked for it', { permanent: true });
  const { subject } = WebPushSettings.parse(settings);
  const { publicKey, privateKey } = secrets;
  if (!publicKey || !privateKey) throw new SendFailed('the keys are not made yet');
  const { id, title, text, path } = message;
  const payload = JSON.stringify({ id, title, text: text.slice(0, mostCharacters), path });
  const failures: unknown[] = [];
  for (const { endpoint, p256dh, auth } of to.browsers) {
    try {
      const request = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: keepSeconds,
        urgency: 'high',
        topic: id.replaceAll('-', '').slice(0, 32),
      });
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      const answer = await wire.fetch(endpoint, {
        headers: Object.fromEntries(headers.filter(([name]) => name?.toLowerCase() !== 'content-length')),
        body: request.body ?? Buffer.alloc(0),
      });
      if (answer.status === 404 || answer.status === 410) {
        await wire.forgetBrowser(endpoint);
        throw new SendFailed('the browser is gone', { permanent: true });
      }
      requireSuccess(answer);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === to.browsers.length) throw failures[0];
  return `${to.browsers.length - failures.length} of ${to.browsers.length} browsers`;
};
