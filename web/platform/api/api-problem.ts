import { type ProblemCode, ProblemDetails } from '#contract/problem.ts';

/** Codes that only the browser can tell: no answer at all, or one that is not what the contract says. */
export type LocalProblemCode = 'unreachable' | 'unexpected-reply';

/** A refused or failed call, with a code that the interface translates. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | LocalProblemCode | (string & {});
  readonly status: number;
  /** Seconds after which trying again makes sense, where the server said so. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ApiProblem['code'],
    status: number,
    detail: string,
    retryAfterSeconds: number | null = null,
  ) {
    super(detail);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Reads a refusal: problem+json where the server speaks, a plain status where a proxy does. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(retryAfter) ? retryAfter : null;
  const parsed = ProblemDetails.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ApiProblem(parsed.data.code, response.status, parsed.data.detail, seconds);
  const code =
    response.status === 401 ? 'not-signed-in' : response.status >= 500 ? 'unreachable' : 'unexpected-reply';
  return new ApiProblem(code, response.status, `HTTP ${response.status}`, seconds);
}
