import { z } from 'zod';

export const SignIn = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(1000),
});
export type SignIn = z.infer<typeof SignIn>;

export const Role = z.enum(['operator', 'dispatcher', 'leader', 'admin']);
export type Role = z.infer<typeof Role>;

export const SessionUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: Role,
  expiresAt: z.string(),
});
export type SessionUser = z.infer<typeof SessionUser>;
