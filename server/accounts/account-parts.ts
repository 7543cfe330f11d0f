import type { NewAuditEntry } from '#contract/audit.ts';
import type { Role } from '#contract/session.ts';
import type { Db, Pool } from '../platform/db.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { SignInRules } from './password-rules.ts';

/** What everything about accounts is built from. */
export interface AccountParts {
  pool: Pool;
  rules: SignInRules;
  /** Hours without use after which a session ends. */
  sessionHours: number;
  /** Whose password alone is not enough; empty where second factors are switched off. */
  secondFactorRoles: readonly Role[];
  box: SecretBox;
  /** Notes in the audit log what the transaction does. */
  note(tx: Db, entry: NewAuditEntry): void;
  now?: () => number;
}

/** An account as the audit log names it. */
export const accountObject = ({ id, username }: { id: string; username: string }) => ({
  kind: 'account',
  id,
  name: username,
});

/** What a user's TOTP secret is sealed for. */
export const totpContext = (userId: string): string => `totp:${userId}`;
