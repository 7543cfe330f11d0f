import { type AccountService, createAccountService } from './account.service.ts';
import type { AccountParts } from './account-parts.ts';
import { createDepartmentService, type DepartmentService } from './department.service.ts';
import { createOwnAccountService, type OwnAccountService } from './own-account.service.ts';
import { createSessionService, type SessionService } from './session.service.ts';

/** Everything about accounts. */
export interface Accounts {
  sessions: SessionService;
  people: AccountService;
  departments: DepartmentService;
  own: OwnAccountService;
}

export const openAccounts = (parts: AccountParts): Accounts => ({
  sessions: createSessionService(parts),
  people: createAccountService(parts),
  departments: createDepartmentService(parts),
  own: createOwnAccountService(parts),
});
