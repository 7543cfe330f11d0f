import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import {
  type BodyOf,
  type EndpointName,
  endpoints,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
} from '#contract/endpoints.ts';
import type { SessionUser } from '#contract/session.ts';
import { Problem } from '../problem.ts';
import { requireActor } from './require-actor.ts';

/** What a handler is given: parsed by the contract's schemas. `actor` is absent on open endpoints only. */
export interface Call<N extends EndpointName> {
  params: ParamsOf<N>;
  query: QueryOf<N>;
  body: BodyOf<N>;
  actor: SessionUser;
  request: Request;
  response: Response;
}

/** Binds one endpoint of the contract: checks the session, parses the input, checks the reply's shape by type. */
export function serve<N extends EndpointName>(
  router: Router,
  name: N,
  handle: (call: Call<N>) => Promise<ReplyOf<N>> | ReplyOf<N>,
): void {
  const endpoint: Endpoint = endpoints[name];
  const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  router[method](endpoint.path, async (request: Request, response: Response) => {
    const actor =
      endpoint.may === 'anybody'
        ? response.locals.actor
        : requireActor(response, endpoint.may, endpoint.duringSetUp);
    const call = {
      params: parse(endpoint.params, request.params, 'path'),
      query: parse(endpoint.query, request.query, 'query'),
      body: parse(endpoint.body, request.body, 'body'),
      actor,
      request,
      response,
    } as Call<N>;
    const reply = await handle(call);
    response.setHeader('Cache-Control', 'no-store');
    response.json(reply);
  });
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.') || where,
    message: issue.message,
  }));
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new Problem('bad-request', `The ${where} is wrong: ${detail}`, { errors });
}
