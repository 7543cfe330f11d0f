import { z } from 'zod';

/** Every expected refusal has one of these codes; `problem-response.ts` maps them to HTTP status (RFC 9457). */
export const problemStatus = {
  'bad-request': 400,
  'not-signed-in': 401,
  'wrong-password': 401,
  'account-locked': 423,
  'not-allowed': 403,
  'not-found': 404,
  'case-not-found': 404,
  'camera-not-found': 404,
  'evidence-not-found': 404,
  'photo-not-found': 404,
  'tune-not-found': 404,
  'order-not-found': 404,
  'order-answered': 409,
  'photo-refused': 422,
  'alert-not-found': 404,
  'link-over': 404,
  'alert-not-possible': 409,
  'policy-in-use': 409,
  'channel-in-use': 409,
  'step-not-possible': 409,
  'not-by-machine': 409,
  'too-many-requests': 429,
  'upstream-failed': 502,
  'link-not-found': 404,
  'link-used': 409,
  'link-expired': 410,
  'call-back-done': 409,
  'plate-not-found': 404,
  'phone-not-verified': 401,
  'wrong-code': 401,
  'message-not-sent': 502,
  'phones-not-set-up': 503,
  'not-ready': 503,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof problemStatus;

export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  /** Which fields were wrong, where the body or query was refused. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemDetails = z.infer<typeof ProblemDetails>;
