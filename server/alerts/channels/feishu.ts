import { createHmac } from 'node:crypto';
import type { Send } from './channel.ts';
import { requireRobotSuccess } from './judge-answer.ts';

/** 飞书群机器人: signed with the time in seconds, both in the body, where it has a secret. */
export const sendFeishu: Send = async ({ secrets }, _to, message, { fetch, nowMs }) => {
  const timestamp = String(Math.floor(nowMs() / 1000));
  const signed = secrets.secret ? { timestamp, sign: signFeishu(timestamp, secrets.secret) } : {};
  const text = [message.title, message.text, message.link].filter(Boolean).join('\n');
  const answer = await fetch(secrets.url ?? '', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...signed, msg_type: 'text', content: { text } }),
  });
  return requireRobotSuccess(answer, [9499, 11232]);
};

/** Base64 of HMAC-SHA256 with `timestamp\nsecret` as key over nothing. */
export const signFeishu = (timestamp: string, secret: string): string =>
  createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
