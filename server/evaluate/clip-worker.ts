import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AnalyseArguments } from '../analyse/arguments.ts';
import type { ClipResult } from './clip-result.ts';

export interface ClipRequest {
  args: AnalyseArguments;
  /** Settings of the scene that a camera has; without them as the arguments say. */
  settings?: unknown;
}
export type ClipAnswer =
  | { ready: true; result?: never; failure?: never }
  | { result: ClipResult; ready?: never; failure?: never }
  | { failure: string; ready?: never; result?: never };

/** A process that analyses clips one at a time, started when first asked and again after a crash. */
export const createClipWorker = () => {
  let child: ChildProcess | undefined;

  const start = async (): Promise<ChildProcess> => {
    const started = fork(fileURLToPath(new URL('./clip-worker.process.ts', import.meta.url)), {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'json',
    });
    await answerOf(started);
    return started;
  };

  return {
    /** Throws what went wrong in words. */
    async analyse(request: ClipRequest): Promise<ClipResult> {
      child ??= await start();
      const answering = answerOf(child);
      child.send(request);
      const answer = await answering.catch((error: Error) => {
        child = undefined;
        throw error;
      });
      if (answer.failure !== undefined) throw new Error(answer.failure);
      if (!answer.result) throw new Error('The analysing process answered nothing');
      return answer.result;
    },
    stop(): void {
      child?.disconnect();
      child = undefined;
    },
  };
};

/** The next message, or an error where the process ends before it. */
const answerOf = async (child: ChildProcess): Promise<ClipAnswer> => {
  const waiting = new AbortController();
  const { signal } = waiting;
  const ended = once(child, 'exit', { signal }).then(([code, by]) => {
    throw new Error(`The analysing process ended (${by ?? `code ${code}`})`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as ClipAnswer;
  } finally {
    ended.catch(() => undefined);
    waiting.abort();
  }
};
