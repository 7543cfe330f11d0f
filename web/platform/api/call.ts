import type { ZodType } from 'zod';
import {
  type BodyOf,
  type EndpointName,
  endpoints,
  type ParamsOf,
  type QueryInputOf,
  type ReplyOf,
} from '#contract/endpoints.ts';
import { ApiProblem, problemOf } from './api-problem.ts';
import { requestUrl } from './request-url.ts';

type Given<Key extends string, Value> = [Value] extends [undefined] ? unknown : Record<Key, Value>;
type Asked<Value> = [Value] extends [undefined] ? unknown : { query?: Value };

/** What an endpoint needs: exactly the params, query and body that the contract names. */
export type RequestOf<N extends EndpointName> = Given<'params', ParamsOf<N>> &
  Given<'body', BodyOf<N>> &
  Asked<QueryInputOf<N>> & { signal?: AbortSignal };

interface AnyRequest {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Calls an endpoint of the contract; the reply has been parsed with its schema, every failure is an `ApiProblem`. */
export async function call<N extends EndpointName>(name: N, request: RequestOf<N>): Promise<ReplyOf<N>> {
  const { method, path, reply } = endpoints[name];
  const { params, query, body, signal } = request as AnyRequest;
  const response = await fetch(requestUrl(path, params, query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem('unreachable', 0, String(error));
  });
  if (!response.ok) throw await problemOf(response);
  const answer: unknown = response.status === 204 ? {} : await response.json().catch(() => undefined);
  const parsed = (reply as ZodType).safeParse(answer);
  if (!parsed.success)
    throw new ApiProblem('unexpected-reply', response.status, `${name}: ${parsed.error.message}`);
  return parsed.data as ReplyOf<N>;
}
