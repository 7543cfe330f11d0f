import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Router } from 'express';
import { type createFaults, FaultOrder } from './faults.ts';

/** `POST /<clip> {"fault": …}` breaks or mends a simulated camera; for tests, behind a token. */
export function createControlRouter(options: {
  token: string;
  faults: ReturnType<typeof createFaults>;
  isClip: (name: string) => boolean;
  now: () => number;
}): Router {
  const expected = digest(`Bearer ${options.token}`);
  const router = express.Router();
  router.use((request, response, next) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) next();
    else response.status(401).json({ error: 'the control token is missing or wrong' });
  });
  router.post('/:clip', express.json(), (request, response) => {
    const order = FaultOrder.safeParse(request.body);
    if (!order.success) return void response.status(400).json({ error: order.error.issues });
    if (!options.isClip(request.params.clip))
      return void response.status(404).json({ error: 'no such clip' });
    options.faults.set(request.params.clip, order.data, options.now());
    response.json({ clip: request.params.clip, ...order.data });
  });
  return router;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
