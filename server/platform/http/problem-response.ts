import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type ProblemDetails, problemStatus } from '#contract/problem.ts';
import type { Log } from '../log.ts';
import { Problem } from '../problem.ts';

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not possible now',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  423: 'Locked',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Upstream failed',
  503: 'Not ready',
};

/** Turns what was thrown into RFC 9457 problem+json; a bug is logged with the id that the answer carries. */
export function answerProblems(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const instance = `urn:uuid:${randomUUID()}`;
    const problem = asProblem(error);
    if (!problem)
      log.error({ err: error, instance, method: request.method, path: request.path }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const code = problem?.code ?? 'internal';
    const status = problem?.status ?? 500;
    const details: ProblemDetails = {
      type: `/problems/${code}`,
      title: titles[status] ?? 'Refused',
      status,
      detail:
        problem?.detail ?? 'Something went wrong on our side; the log holds the cause under this instance.',
      code,
      instance,
      ...(problem?.errors ? { errors: problem.errors } : {}),
    };
    if (problem?.retryAfterSeconds)
      response.setHeader('Retry-After', String(Math.ceil(problem.retryAfterSeconds)));
    response.status(status).type('application/problem+json').send(JSON.stringify(details));
  };
}

/** Any path below `/api` that no route took. */
export const refuseUnknownPath: RequestHandler = (request) => {
  throw new Problem('not-found', `There is no ${request.method} ${request.baseUrl}${request.path}`);
};

interface Refusal {
  code: string;
  status: number;
  detail: string;
  errors?: ProblemDetails['errors'];
  retryAfterSeconds?: number | undefined;
}

function asProblem(error: unknown): Refusal | undefined {
  if (error instanceof Problem) {
    const { code, message, errors, retryAfterSeconds } = error;
    return {
      code,
      status: problemStatus[code],
      detail: message,
      ...(errors ? { errors } : {}),
      retryAfterSeconds,
    };
  }
  // express's own parsers throw http-errors: `expose` marks what the caller did wrong
  const http = error as { expose?: boolean; status?: number; message?: string };
  if (http?.expose && http.status && http.status < 500) {
    return {
      code: 'bad-request',
      status: http.status,
      detail: http.message ?? 'The request could not be read',
    };
  }
  return undefined;
}
