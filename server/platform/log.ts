import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Fields that may carry a secret are never written, wherever they stand in a logged object. */
const secretFields = ['password', 'token', 'cookie', 'authorization', 'stream_url', 'streamUrl'];

/**
 * One JSON object a line on stdout; every line names its process. It goes through Node's own stream: pino's, when
 * the reader of our lines is gone, tries for ever to write the last ones and keeps the process from ending.
 */
export function createLog(options: { process: string; level: string }): Log {
  if (process.stdout.listenerCount('error', forgiveBrokenPipe) === 0) {
    process.stdout.on('error', forgiveBrokenPipe);
  }
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: secretFields.flatMap((field) => [field, `*.${field}`]),
    },
    process.stdout,
  );
}

/** Nobody is left to tell it to. */
function forgiveBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
