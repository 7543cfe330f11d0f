import { createHmac } from 'node:crypto';
import type { Send } from './channel.ts';
import { requireRobotSuccess } from './judge-answer.ts';
import { robotText } from './robot-text.ts';

/** 钉钉群机器人: signed with the time in milliseconds, both in the query, where it has a secret. */
export const sendDingtalk: Send = async ({ secrets }, _to, message, { fetch, nowMs }) => {
  const url = new URL(secrets.url ?? '');
  if (secrets.secret) {
    const timestamp = String(nowMs());
    url.searchParams.set('timestamp', timestamp);
    url.searchParams.set('sign', signDingtalk(timestamp, secrets.secret));
  }
  const answer = await fetch(url.href, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      msgtype: 'markdown',
      markdown: { title: message.title, text: robotText(message, 18_000) },
    }),
  });
  return requireRobotSuccess(answer, [130101, 410100]);
};

/** Base64 of HMAC-SHA256 with the secret as key over `timestamp\nsecret`. */
export const signDingtalk = (timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
