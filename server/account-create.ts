import { parseArgs } from 'node:util';
import { CreateAccount } from '#contract/account.ts';
import { tellAccountsChanged } from './access/account-channel.ts';
import { insertAccount } from './accounts/account.repository.ts';
import { newOneTimePassword } from './accounts/one-time-code.ts';
import { hashPassword } from './accounts/password.ts';
import { noteAudit } from './audit/note-audit.ts';
import { readConfig } from './platform/config.ts';
import { createPool, transact } from './platform/db.ts';

/**
 * `npm run account:create -- --username X --name Y --role admin`: the first accounts of an installation without the
 * demo, or another administrator where the last one is lost. Prints a one-time password. Whoever can run it holds
 * the database already; the audit log says that it was run.
 */
const { values } = parseArgs({
  options: { username: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
});
const request = CreateAccount.safeParse({ phone: null, areaCode: null, departmentCode: null, ...values });
const databaseUrl = readConfig().DATABASE_URL;
if (!request.success || !databaseUrl) {
  const flaws = request.success
    ? []
    : request.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  console.error([...flaws, ...(databaseUrl ? [] : ['DATABASE_URL is not set'])].join('\n'));
  process.exit(2);
}

const pool = createPool({ url: databaseUrl, name: 'eyrie account-create', max: 1 });
try {
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const { username, role } = request.data;
  const id = await transact(pool, async (tx) => {
    const made = await insertAccount(tx, { ...request.data, passwordHash, isLocked: false });
    if (!made) return undefined;
    const object = { kind: 'account', id: made, name: username };
    noteAudit(tx, { action: 'account-create', actorId: null, object, details: { role, by: 'command' } });
    await tellAccountsChanged(tx);
    return made;
  });
  if (id) console.log(`${username} (${role}) signs in once with: ${oneTimePassword}`);
  else {
    console.error(`There is an account ${username} already.`);
    process.exitCode = 1;
  }
} finally {
  await pool.end();
}
