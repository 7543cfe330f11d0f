import { z } from 'zod';

export const SignIn = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
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

export const SessionUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: Role,
  /** Code of the county, township, community or grid that the user works for; null is the whole district. */
  areaCode: z.string().nullable(),
  departmentCode: z.string().nullable(),
  expiresAt: z.string(),
});
export type SessionUser = z.infer<typeof SessionUser>;
