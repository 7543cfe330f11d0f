import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';

/** From which address the work at hand was asked for, without every function on the way passing it on. */

const addresses = new AsyncLocalStorage<string | null>();

/** Remembers a request's address for all that is done to answer it. */
export const keepAddress: RequestHandler = (request, _response, next) =>
  addresses.run(request.ip ?? null, next);

/** Null where nobody asked: a timer, a camera, a command. */
export const addressOfRequest = (): string | null => addresses.getStore() ?? null;
