import type { Db } from '../platform/db.ts';

/** Rings on every server when what somebody may see has changed, or a session was ended. */
export const accountChannel = 'eyrie_accounts';

/** Rings when the transaction commits. */
export async function tellAccountsChanged(tx: Db): Promise<void> {
  await tx.query(`select pg_notify($1, '')`, [accountChannel]);
}
