import { noteAudit } from '../../audit/note-audit.ts';
import type { Pool } from '../../platform/db.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import type { AccountParts } from '../account-parts.ts';
import { type Accounts, openAccounts } from '../open-accounts.ts';
import { rulesOf } from '../password-rules.ts';

/** Accounts for a test: the rules of 等保三级, no second factor unless the test wants one. */
export const openTestAccounts = (pool: Pool, parts: Partial<AccountParts> = {}): Accounts =>
  openAccounts({
    pool,
    rules: rulesOf('djbh3'),
    sessionHours: 12,
    secondFactorRoles: [],
    box: createSecretBox(Buffer.alloc(32, 1)),
    note: noteAudit,
    ...parts,
  });
