import type { Send } from './channel.ts';
import { requireRobotSuccess } from './judge-answer.ts';
import { robotText } from './robot-text.ts';

/** 企业微信群机器人: the key stands in the address; markdown of at most 4096 bytes. */
export const sendWecom: Send = async ({ secrets }, _to, message, { fetch }) => {
  const answer = await fetch(secrets.url ?? '', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'markdown', markdown: { content: robotText(message, 4096) } }),
  });
  return requireRobotSuccess(answer, [45009]);
};
