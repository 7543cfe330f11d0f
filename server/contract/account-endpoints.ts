import { z } from 'zod';
import {
  Account,
  AccountPage,
  AccountQuery,
  ChangeAccount,
  CreateAccount,
  CreateDepartment,
  DepartmentNames,
  ManagedDepartment,
  NewPassword,
  Place,
  SessionList,
} from './account.ts';
import type { Endpoint } from './endpoint.ts';

/** Administration of accounts and departments. */

const Id = z.object({ id: z.string() });
const DepartmentCode = z.object({ code: z.string() });
const SessionOfAccount = z.object({ id: z.string(), sessionId: z.string() });
const Empty = z.object({}).strict();
const people = ['admin'] as const;
const security = ['security-admin'] as const;
const either = ['admin', 'security-admin'] as const;

export const accountEndpoints = {
  accounts: {
    method: 'GET',
    path: '/api/accounts',
    summary: 'People who may sign in',
    may: either,
    query: AccountQuery,
    reply: AccountPage,
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    summary: 'Give somebody an account',
    may: people,
    body: CreateAccount,
    reply: NewPassword,
  },
  changeAccount: {
    method: 'PUT',
    path: '/api/accounts/:id',
    summary: 'Change name, role, area, department or phone; it holds at once',
    may: people,
    params: Id,
    body: ChangeAccount,
    reply: Account,
  },
  disableAccount: {
    method: 'POST',
    path: '/api/accounts/:id/disable',
    summary: 'Let somebody in no more',
    may: people,
    params: Id,
    reply: Account,
  },
  enableAccount: {
    method: 'POST',
    path: '/api/accounts/:id/enable',
    summary: 'Let somebody in again',
    may: people,
    params: Id,
    reply: Account,
  },
  lockAccount: {
    method: 'POST',
    path: '/api/accounts/:id/lock',
    summary: 'Lock an account and end its sessions',
    may: security,
    params: Id,
    reply: Account,
  },
  unlockAccount: {
    method: 'POST',
    path: '/api/accounts/:id/unlock',
    summary: 'Unlock an account, or agree to a new administrator',
    may: security,
    params: Id,
    reply: Account,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/accounts/:id/password',
    summary: 'A one-time password; sessions end',
    may: security,
    params: Id,
    reply: NewPassword,
  },
  resetSecondFactor: {
    method: 'DELETE',
    path: '/api/accounts/:id/second-factor',
    summary: 'Forget a lost second factor; sessions end',
    may: security,
    params: Id,
    reply: Account,
  },
  accountSessions: {
    method: 'GET',
    path: '/api/accounts/:id/sessions',
    summary: 'Where somebody is signed in',
    may: security,
    params: Id,
    reply: SessionList,
  },
  endAccountSessions: {
    method: 'DELETE',
    path: '/api/accounts/:id/sessions',
    summary: 'End all of somebody’s sessions',
    may: security,
    params: Id,
    reply: Empty,
  },
  endAccountSession: {
    method: 'DELETE',
    path: '/api/accounts/:id/sessions/:sessionId',
    summary: 'End one of somebody’s sessions',
    may: security,
    params: SessionOfAccount,
    reply: Empty,
  },
  places: {
    method: 'GET',
    path: '/api/places',
    summary: 'Areas and grids that people work for',
    may: people,
    reply: z.object({ items: z.array(Place) }),
  },
  managedDepartments: {
    method: 'GET',
    path: '/api/managed-departments',
    summary: 'Departments with those that were retired',
    may: people,
    reply: z.object({ items: z.array(ManagedDepartment) }),
  },
  createDepartment: {
    method: 'POST',
    path: '/api/managed-departments',
    summary: 'Add a department',
    may: people,
    body: CreateDepartment,
    reply: ManagedDepartment,
  },
  changeDepartment: {
    method: 'PUT',
    path: '/api/managed-departments/:code',
    summary: 'Name a department anew',
    may: people,
    params: DepartmentCode,
    body: DepartmentNames,
    reply: ManagedDepartment,
  },
  retireDepartment: {
    method: 'POST',
    path: '/api/managed-departments/:code/retire',
    summary: 'Send it no more cases',
    may: people,
    params: DepartmentCode,
    reply: ManagedDepartment,
  },
  restoreDepartment: {
    method: 'POST',
    path: '/api/managed-departments/:code/restore',
    summary: 'Send it cases again',
    may: people,
    params: DepartmentCode,
    reply: ManagedDepartment,
  },
} as const satisfies Record<string, Endpoint>;
