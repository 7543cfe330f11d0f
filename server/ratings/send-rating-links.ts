import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { claimMessage, noteNotSent, noteSent, type RatingMessage } from './rating-message.repository.ts';
import { tokenOfLink } from './rating-token.ts';

export interface RatingSender {
  pool: Pool;
  log: Log;
  secret(): Promise<Buffer>;
  /** Start of the addresses that people open. */
  publicUrl: string;
  sendSms(phone: string, text: string): Promise<void>;
}

const mostAttempts = 8;
const pollMs = 3000;
const longestPauseMs = 60_000;

/**
 * Sends every message that is due; several servers share them. What is cut off between sending and noting it is sent
 * again, so that nobody goes without.
 */
export async function sendDueLinks(sender: RatingSender): Promise<number> {
  const { pool, log } = sender;
  for (let sent = 0; ; sent++) {
    const message = await claimMessage(pool, mostAttempts);
    if (!message) return sent;
    try {
      await sender.sendSms(message.phone, await textOf(message, sender));
      await noteSent(pool, message.linkId);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn(
        { err: error, case: message.number, attempts: message.attempts },
        'a rating’s link was not sent',
      );
      await noteNotSent(pool, message.linkId, reason);
    }
  }
}

async function textOf({ number, typeName, linkId }: RatingMessage, sender: RatingSender): Promise<string> {
  const token = tokenOfLink(await sender.secret(), linkId);
  return `您反映的“${typeName}”（${number}）已办结，请您评价：${sender.publicUrl}/rate/${token}`;
}

/** Sends until the signal aborts; a database that is away is waited for. */
export async function runRatingSender(sender: RatingSender, signal: AbortSignal): Promise<void> {
  let pauseMs = pollMs;
  while (!signal.aborted) {
    try {
      await sendDueLinks(sender);
      pauseMs = pollMs;
    } catch (error) {
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      sender.log.warn({ err: error, pauseMs }, 'links of ratings wait');
    }
    await pause(pauseMs, undefined, { signal }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}
