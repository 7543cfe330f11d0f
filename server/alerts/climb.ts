import { type Pool, transact } from '../platform/db.ts';
import { claimDueAlert, noteAction } from './alert.repository.ts';
import { announceAlert, openNotifier } from './follow-log.ts';
import { takePolicyStep, tellPerson } from './notify.ts';
import type { OnDuty } from './recipients.ts';

/**
 * Takes the one alert that has waited longest beyond its time: it climbs to the next step, or wakes whoever let it sleep.
 * Answers whether there was one.
 */
export const climbOnce = (pool: Pool, onDuty: OnDuty): Promise<boolean> =>
  transact(pool, async (tx, emit) => {
    const kept = await claimDueAlert(tx);
    if (!kept) return false;
    const notifier = await openNotifier(tx, onDuty);
    if (kept.alert.state === 'snoozed' && kept.snoozedBy !== null) {
      await noteAction(tx, kept.alert.id, 'wake');
      await tellPerson(tx, kept, kept.snoozedBy, notifier);
    } else await takePolicyStep(tx, kept, kept.alert.step, notifier);
    await announceAlert(tx, emit, kept.alert.id);
    return true;
  });
