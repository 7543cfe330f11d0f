import { z } from 'zod';
import type { Endpoint, FileEndpoint } from './endpoint.ts';

/** 审计: who did, saw or exported what. */

export const AuditAction = z.enum([
  'sign-in',
  'sign-out',
  'session-end',
  'account-create',
  'account-change',
  'account-disable',
  'account-enable',
  'account-lock',
  'account-unlock',
  'password-reset',
  'password-change',
  'second-factor-on',
  'second-factor-off',
  'recovery-codes',
  'department-create',
  'department-change',
  'department-retire',
  'department-restore',
  'case-step',
  'dispatch-settings',
  'alert-settings',
  'order-answer',
  'clip-view',
  'live-view',
  'phone-view',
  'plate-settings',
  'rating-policy',
  'export',
  'audit-delete',
]);
export type AuditAction = z.infer<typeof AuditAction>;

export const AuditResult = z.enum(['done', 'refused']);

/** What something was done to; `name` is what people call it, as it was then. */
const AuditObject = z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() });

const AuditDetails = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

export const AuditEntry = z.object({
  number: z.number().int(),
  at: z.string(),
  actorId: z.string().nullable(),
  /** Username; null where the product itself acted or nobody was signed in. */
  actor: z.string().nullable(),
  role: z.string().nullable(),
  address: z.string().nullable(),
  action: AuditAction,
  object: AuditObject.nullable(),
  result: AuditResult,
  details: AuditDetails,
  /** SHA-256 over this entry and the hash of the one before, as hexadecimal digits. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** An entry to be written; time, number, address and the actor's name are added where it is. */
export interface NewAuditEntry {
  action: AuditAction;
  /** Null where the product itself acted or nobody was signed in. */
  actorId: string | null;
  object?: z.infer<typeof AuditObject>;
  result?: z.infer<typeof AuditResult>;
  details?: z.infer<typeof AuditDetails>;
}

export const AuditFilter = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  action: AuditAction.optional(),
  result: AuditResult.optional(),
  text: z
    .string()
    .max(100)
    .optional()
    .describe('part of a username, of an object’s name or id, or an address'),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditQuery = AuditFilter.extend({
  before: z.coerce.number().int().positive().optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z.object({ items: z.array(AuditEntry), next: z.number().int().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditVerdict = z.object({
  rows: z.number().int(),
  /** Number and hash of the newest row: written down elsewhere, they show later that nothing was cut off. */
  head: z.object({ number: z.number().int(), hash: z.string() }).nullable(),
  firstBroken: z.object({ number: z.number().int(), why: z.enum(['changed', 'missing']) }).nullable(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

const auditors = ['audit-admin'] as const;

export const auditEndpoints = {
  audit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'Who did, saw or exported what, newest first',
    may: auditors,
    query: AuditQuery,
    reply: AuditPage,
  },
  verifyAudit: {
    method: 'POST',
    path: '/api/audit/verify',
    summary: 'Follow the chain of hashes from its beginning; names the first row that does not fit',
    may: auditors,
    reply: AuditVerdict,
  },
} as const satisfies Record<string, Endpoint>;

export const auditFileEndpoints = {
  auditTable: {
    path: '/api/audit.csv',
    contentType: 'text/csv',
    may: auditors,
    summary: 'The audit log as a table, with the filters of GET /api/audit',
  },
} as const satisfies Record<string, FileEndpoint>;
