import type { AuditAction, NewAuditEntry } from '#contract/audit.ts';
import { type Pool, transact } from '../platform/db.ts';
import { noteAudit } from './note-audit.ts';

/** Notes that somebody looks at something; done before they are shown it. */
export type NoteView = (view: {
  action: Extract<AuditAction, 'clip-view' | 'live-view' | 'phone-view'>;
  actorId: string;
  object: NonNullable<NewAuditEntry['object']>;
}) => Promise<void>;

/** A player asks for a clip piece by piece, and a wall for a live picture again and again: that is one view. */
const oneViewMs = 10 * 60_000;
const keptViews = 20_000;

export function createNoteView(pool: Pool, now: () => number = Date.now): NoteView {
  const lastNoted = new Map<string, number>();
  return async ({ action, actorId, object }) => {
    const key = `${actorId} ${action} ${object.kind} ${object.id}`;
    if (now() - (lastNoted.get(key) ?? Number.NEGATIVE_INFINITY) < oneViewMs) return;
    await transact(pool, async (tx) => noteAudit(tx, { action, actorId, object }));
    lastNoted.delete(key);
    lastNoted.set(key, now());
    const oldest = lastNoted.keys().next();
    if (lastNoted.size > keptViews && !oldest.done) lastNoted.delete(oldest.value);
  };
}
