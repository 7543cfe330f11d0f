import type { ProblemCode } from '#contract/problem.ts';

/** An expected refusal: thrown by services, answered as problem+json. Anything else that is thrown is a bug. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: { path: string; message: string }[] | undefined;
  /** Seconds after which another try makes sense. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: { path: string; message: string }[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** Refuses one field of what was sent, and says where it stands. */
export const wrongField = (path: string, message: string): Problem =>
  new Problem('bad-request', `${path}: ${message}`, { errors: [{ path, message }] });
