import type { Request, RequestHandler, Response, Router } from 'express';
import { fileEndpoints } from '#contract/endpoints.ts';
import type { Role } from '#contract/session.ts';
import { createAreaIndex } from '../access/area-index.ts';
import { type Scope, scopeOf } from '../access/scope.ts';
import { seenEvent } from '../access/seen-event.ts';
import type { Pool } from '../platform/db.ts';
import { readEvents, readLogEnds } from '../platform/event-log.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import { caseTile, gridTile, type TileAddress } from './tile.repository.ts';
import { readWall, type WallSources } from './wall.service.ts';

/** The wall's start, the event log over HTTP, and the vector tiles. */
export function wallRoutes(router: Router, pool: Pool, sources: WallSources): void {
  const areas = createAreaIndex(pool);
  serve(router, 'wall', ({ actor }) => readWall(pool, sources, actor));

  serve(router, 'events', async ({ query: { since, limit }, actor }) => {
    const { newest, horizon } = await readLogEnds(pool);
    if (since < horizon || since > newest) return { items: [], seq: newest, reload: true };
    const events = await readEvents(pool, since, limit);
    const index = await areas();
    const scope = scopeOf(actor);
    const items = events
      .map(({ event }) => seenEvent(scope, event, index))
      .filter((event) => event !== undefined);
    return { items, seq: events.at(-1)?.event.seq ?? since, reload: false };
  });

  router.get(
    fileEndpoints.caseTiles.path,
    answerTile(fileEndpoints.caseTiles.may, (address, scope) => caseTile(pool, address, scope)),
  );
  router.get(
    fileEndpoints.gridTiles.path,
    answerTile(fileEndpoints.gridTiles.may, (address) => gridTile(pool, address)),
  );
}

const answerTile =
  (may: readonly Role[], read: (address: TileAddress, scope: Scope) => Promise<Buffer>): RequestHandler =>
  async (request: Request, response: Response) => {
    const scope = scopeOf(requireActor(response, may));
    const [z, x, y] = ['z', 'x', 'y'].map((name) => Number(request.params[name])) as [number, number, number];
    const within =
      Number.isInteger(z) &&
      z >= 0 &&
      z <= 22 &&
      [x, y].every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** z);
    if (!within) throw new Problem('bad-request', `There is no tile ${request.path}`);
    response.set({ 'Content-Type': 'application/vnd.mapbox-vector-tile', 'Cache-Control': 'no-store' });
    response.send(await read({ z, x, y }, scope));
  };
