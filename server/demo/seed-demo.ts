import { randomBytes } from 'node:crypto';
import { historyEndingAt, readDistrict } from '../../geodata/read-district.ts';
import { type Pool, transact } from '../platform/db.ts';
import { type DemoAccount, insertDemoAccounts } from './demo-accounts.ts';
import { insertDistrict } from './insert-district.ts';
import { insertDutyAndAlerts } from './insert-duty-and-alerts.ts';
import { insertHistory } from './insert-history.ts';
import { insertLimits } from './insert-limits.ts';
import { insertPastOrders } from './insert-past-orders.ts';
import { insertResidents } from './insert-residents.ts';
import { insertReturned } from './insert-returned.ts';
import { insertTypeSettings } from './insert-type-settings.ts';

/**
 * Fills an empty database with the demo district, a year of cases and the demo's accounts, in one transaction:
 * a start that is cut off half-way begins anew. Cameras with a clip get the simulator's address.
 */
export async function seedDemo(
  pool: Pool,
  options: { password: string | undefined; simulatorUrl: string; log: (line: string) => void },
): Promise<{ accounts: DemoAccount[] }> {
  const district = await readDistrict();
  const now = new Date();
  const history = historyEndingAt(district.history, now);
  const accounts = await transact(pool, async (tx) => {
    await insertDistrict(tx, district, options.simulatorUrl);
    await insertTypeSettings(tx);
    await insertHistory(tx, history, now);
    const made = await insertDemoAccounts(tx, () => options.password ?? randomBytes(9).toString('base64url'));
    await insertReturned(tx);
    await insertPastOrders(tx, now);
    await insertResidents(tx);
    await insertLimits(tx, now);
    await insertDutyAndAlerts(tx, now);
    return made;
  });
  await pool.query('analyze');
  options.log(
    `Demo: ${district.manifest.name} – ${district.grids.length} grids, ${district.cameras.length} cameras, ` +
      `${history.length} cases`,
  );
  return { accounts };
}
