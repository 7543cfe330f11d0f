import { z } from 'zod';
import { Department } from './department.ts';
import { Role } from './session.ts';

/** People who may sign in, and what they do with their own account. */

export const AccountState = z.enum(['active', 'locked', 'disabled']);
export type AccountState = z.infer<typeof AccountState>;

export const Account = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  role: Role,
  areaCode: z.string().nullable(),
  areaName: z.string().nullable(),
  areaNameEn: z.string().nullable(),
  departmentCode: z.string().nullable(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  state: AccountState,
  /** After too many wrong passwords; null where the lock stays until it is taken off. */
  lockedUntil: z.string().nullable(),
  /** `needed`: the next sign-in leads to its set-up; `exempt`: a demo account. */
  secondFactor: z.enum(['on', 'off', 'needed', 'exempt']),
  mustChangePassword: z.boolean(),
  openSessions: z.number().int(),
  lastSeenAt: z.string().nullable(),
  createdAt: z.string(),
});
export type Account = z.infer<typeof Account>;

const AccountWork = z.object({
  name: z.string().trim().min(1).max(50),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d][\d -]{4,18}$/, 'must be a telephone number')
    .nullable(),
  role: Role,
  areaCode: z.string().nullable(),
  departmentCode: z.string().nullable(),
});
export const ChangeAccount = AccountWork;
export type ChangeAccount = z.infer<typeof ChangeAccount>;
export const CreateAccount = AccountWork.extend({
  username: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}._@-]{2,40}$/u, 'may have 2–40 letters, digits, `.`, `_`, `@` and `-`'),
});
export type CreateAccount = z.infer<typeof CreateAccount>;

export const AccountQuery = z.object({
  text: z.string().max(100).optional().describe('part of a username, a name or a phone number'),
  role: Role.optional(),
  state: AccountState.optional(),
  after: z.string().optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AccountQuery = z.infer<typeof AccountQuery>;
export const AccountPage = z.object({
  items: z.array(Account),
  next: z.string().nullable(),
  total: z.number().int(),
});
export type AccountPage = z.infer<typeof AccountPage>;

/** Shown once, good for three days and for one sign-in; null where the security administrator gives it out. */
export const NewPassword = z.object({ account: Account, oneTimePassword: z.string().nullable() });
export type NewPassword = z.infer<typeof NewPassword>;

export const AccountSession = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type AccountSession = z.infer<typeof AccountSession>;
export const SessionList = z.object({ items: z.array(AccountSession) });

/** An area or a grid that somebody can be put in charge of. */
export const Place = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  level: z.enum(['county', 'township', 'community', 'grid']),
  parentCode: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

export const PasswordRules = z.object({
  preset: z.enum(['djbh3', 'asvs']),
  minLength: z.number().int(),
  advisedLength: z.number().int(),
  /** How many of: lower case, upper case, digits, other signs. */
  classes: z.number().int(),
  maxAgeDays: z.number().int().nullable(),
});
export type PasswordRules = z.infer<typeof PasswordRules>;

export const ChangePassword = z.object({
  password: z.string().min(1).max(1000),
  newPassword: z.string().min(1).max(1000),
});
export type ChangePassword = z.infer<typeof ChangePassword>;

export const SecondFactor = z.object({
  isOn: z.boolean(),
  isNeeded: z.boolean(),
  isExempt: z.boolean(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactor = z.infer<typeof SecondFactor>;
export const SecondFactorSetUp = z.object({
  secret: z.string(),
  uri: z.string(),
  /** The address as a QR code, an SVG picture. */
  qrSvg: z.string(),
});
export type SecondFactorSetUp = z.infer<typeof SecondFactorSetUp>;
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });
export const FactorCode = z.object({ code: z.string().trim().min(1).max(40) });
export const OwnPassword = z.object({ password: z.string().min(1).max(1000) });

export const ManagedDepartment = Department.extend({
  retiredAt: z.string().nullable(),
  people: z.number().int(),
  openCases: z.number().int(),
});
export type ManagedDepartment = z.infer<typeof ManagedDepartment>;
export const DepartmentNames = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(100),
});
export const CreateDepartment = DepartmentNames.extend({
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'may have letters, digits and `-`'),
});
export type CreateDepartment = z.infer<typeof CreateDepartment>;
