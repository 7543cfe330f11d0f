import type { Db } from '../platform/db.ts';

/** Notes in the audit log, within the transaction of the change, who set what. */
export type NoteChange = (
  tx: Db,
  actorId: string,
  changed: {
    action: 'dispatch-settings' | 'order-answer';
    object: { kind: string; id: string; name: string | null };
    details?: Record<string, string | number | string[]>;
  },
) => void;
