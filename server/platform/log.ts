import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Fields that may carry a secret are never written, wherever they stand in a logged object. */
const secretFields = ['password', 'token', 'cookie', 'authorization', 'stream_url', 'streamUrl'];

/** One JSON object a line on stdout; every line names its process. */
export function createLog(options: { process: string; level: string }): Log {
  return pino({
    level: options.level,
    base: { process: options.process },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: secretFields.flatMap((field) => [field, `*.${field}`]),
  });
}
