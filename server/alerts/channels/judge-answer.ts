import { z } from 'zod';
import type { GuardedAnswer } from '../../platform/http/guarded-fetch.ts';
import { SendFailed } from './send-failed.ts';

/** A refusal that says nothing about the next try: too busy, or broken on their side. */
const isPassing = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/** Throws where the answer is none of success; a redirect is not followed, and so is a failure. */
export function requireSuccess({ status, headers, text }: GuardedAnswer): void {
  if (status >= 200 && status < 300) return;
  const after = Number(headers['retry-after']);
  throw new SendFailed(`HTTP ${status} ${text.slice(0, 200)}`.trim(), {
    permanent: !isPassing(status),
    ...(after > 0 ? { retryAfterSeconds: after } : {}),
  });
}

const RobotAnswer = z.object({
  errcode: z.number().optional(),
  errmsg: z.string().optional(),
  code: z.number().optional(),
  msg: z.string().optional(),
});

/** Robots answer 200 whatever happens: what counts is a code of 0. `busy` are the codes of a limit that passes. */
export function requireRobotSuccess(answer: GuardedAnswer, busy: readonly number[]): string {
  requireSuccess(answer);
  const parsed = RobotAnswer.safeParse(parseJson(answer.text));
  const code = parsed.data?.errcode ?? parsed.data?.code;
  if (code === undefined) throw new SendFailed(`no robot answers like this: ${answer.text.slice(0, 200)}`);
  const words = `${code} ${parsed.data?.errmsg ?? parsed.data?.msg ?? ''}`.trim();
  if (code === 0) return words;
  throw new SendFailed(words, busy.includes(code) ? { retryAfterSeconds: 60 } : { permanent: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // it is judged as what it is: no robot's answer
  }
}
