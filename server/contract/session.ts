import { z } from 'zod';

export const SignIn = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
  /** Six digits of the authenticator, or a recovery code; asked for by `second-factor-needed`. */
  code: z.string().trim().min(1).max(40).optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/**
 * 值班员, 调度员, 领导, 督查, 部门, 街道(乡镇), 社区(村), 网格员, 系统管理员, 审计管理员, 安全管理员.
 * What each may see and do follows from it together with the user's area and department.
 */
export const Role = z.enum([
  'operator',
  'dispatcher',
  'leader',
  'supervisor',
  'department',
  'street',
  'community',
  'grid',
  'admin',
  'audit-admin',
  'security-admin',
]);
export type Role = z.infer<typeof Role>;

/** Whose accounts open the most doors: a password alone is not enough for them (等保三级). */
export const administratorRoles: readonly Role[] = ['admin', 'audit-admin', 'security-admin'];

export const SessionUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: Role,
  /** Code of the county, township, community or grid that the user works for; null is the whole district. */
  areaCode: z.string().nullable(),
  departmentCode: z.string().nullable(),
  expiresAt: z.string(),
  /** Minutes without a person at the page after which the session is to end; absent where a page may stay open for days. */
  idleMinutes: z.number().int().optional(),
  /** What has to be done before anything else may be; absent where there is nothing. */
  mustFirst: z.enum(['change-password', 'set-up-second-factor']).optional(),
});
export type SessionUser = z.infer<typeof SessionUser>;
