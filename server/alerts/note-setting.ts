import type { Db } from '../platform/db.ts';

/** Who keeps rules, policies and channels. */
export interface Keeper {
  id: string;
}

/** Notes in the audit log, within the transaction of the change, who set or retired what. */
export type NoteSetting = (
  tx: Db,
  keeper: Keeper,
  set: { kind: 'alert-rule' | 'alert-policy' | 'alert-channel'; id: string; name: string | null },
  what: 'saved' | 'retired',
) => void;
