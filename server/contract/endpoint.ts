import { z } from 'zod';
import { Role } from './session.ts';

/** Who may call: `anybody`, also without a session; whoever is `signed-in`; or these roles. What of it they see is another question. */
export type May = 'anybody' | 'signed-in' | readonly Role[];

const keepingToAccountsAndAudits: readonly Role[] = ['audit-admin', 'security-admin'];
/** Whoever works with cases; administrators of audits and of accounts keep to those (三权分立). */
export const caseRoles: readonly Role[] = Role.options.filter(
  (role) => !keepingToAccountsAndAudits.includes(role),
);

/** How one JSON endpoint is declared: the server binds it, the web calls it, OpenAPI is generated from it. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  may: May;
  /** May be called by whoever must change their password or set up their second factor first. */
  duringSetUp?: true;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  reply: z.ZodType;
}

/** What answers with bytes instead of JSON. */
export interface FileEndpoint {
  path: string;
  contentType: string;
  summary: string;
  may: readonly Role[];
}

/** What stands in many paths, and what says nothing. */
export const Id = z.object({ id: z.string() });
export const Code = z.object({ code: z.string() });
export const Empty = z.object({}).strict();
