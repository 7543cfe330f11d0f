import type { DemoAccount } from '../demo/demo-accounts.ts';
import { say } from './console-lines.ts';

/** The one line that people wait for, and at the first start the accounts to log in with. */
export function sayReady(port: number, accounts: DemoAccount[]): void {
  say('');
  say(`  Ready: http://localhost:${port}`);
  sayAccounts(accounts);
  say('');
}

/** Accounts that were made just now; nothing where there are none. */
export function sayAccounts(accounts: DemoAccount[]): void {
  if (accounts.length === 0) return;
  say('');
  say('  Accounts of the demo district (shown this once; EYRIE_DEMO_PASSWORD sets them all):');
  const width = Math.max(...accounts.map(({ username }) => username.length));
  for (const { username, password, role } of accounts) {
    say(`    ${username.padEnd(width)}  ${password}  ${role}`);
  }
}
