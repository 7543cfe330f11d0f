import { ApiProblem } from '../platform/api/api-problem.ts';
import type { Outbox, WaitingReport } from './outbox.ts';

/** What a report has become. */
export interface SentReport {
  /** The number that people are told. */
  number: string;
}

/** How the server is reached; a test puts its own in place. */
export interface Delivery {
  /** Hands a photo over and answers with its id. */
  sendPhoto(picture: Blob): Promise<string>;
  sendReport(report: WaitingReport, photoIds: string[]): Promise<SentReport>;
}

/** Refusals that say nothing about the report itself: it is sent again later. */
const passing = new Set([401, 408, 423, 425, 429]);
const isForGood = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && error.status >= 400 && error.status < 500 && !passing.has(error.status);

/**
 * Sends what waits, oldest first, until something fails that time may heal (no network, no session): that failure is
 * thrown, and all that is left waits on. What the server refuses for good is marked and the next one goes.
 */
export async function sendReports(
  outbox: Outbox,
  delivery: Delivery,
  onSent: (sent: SentReport) => void,
): Promise<void> {
  for (const report of await outbox.list()) {
    if (report.refused !== undefined) continue;
    try {
      for (const photo of report.photos) {
        if (photo.id !== undefined) continue;
        photo.id = await delivery.sendPhoto(photo.picture);
        await outbox.put(report); // a photo that arrived is not sent again
      }
      const ids = report.photos.flatMap(({ id }) => (id === undefined ? [] : [id]));
      const sent = await delivery.sendReport(report, ids);
      await outbox.remove(report.clientKey);
      onSent(sent);
    } catch (error) {
      if (!isForGood(error)) throw error;
      await outbox.put({ ...report, refused: error.message });
    }
  }
}
