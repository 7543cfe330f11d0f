import type { Router } from 'express';
import { scopeOf } from '../access/scope.ts';
import { seesCamera } from '../access/sees-camera.ts';
import type { Pool } from '../platform/db.ts';
import { readBbox } from '../platform/http/read-bbox.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import { findStream, listCameras } from './camera.repository.ts';

export type SignLive = (request: { cameraCode: string; userId: string }) => {
  url: string;
  expiresAt: string;
};

/** Told of each live picture before its address is given out. */
export type NoteLiveView = (view: {
  action: 'live-view';
  actorId: string;
  object: { kind: string; id: string; name: string | null };
}) => Promise<void>;

/** Cameras as GeoJSON, and the short-lived address of one's live picture. */
export function cameraRoutes(router: Router, pool: Pool, signLive: SignLive, noteView: NoteLiveView): void {
  serve(router, 'cameras', ({ query, actor }) =>
    listCameras(pool, {
      bbox: readBbox(query.bbox),
      kind: query.kind,
      watched: query.watched,
      after: query.after,
      limit: query.limit,
      scope: scopeOf(actor),
    }),
  );

  serve(router, 'liveUrl', async ({ params, actor }) => {
    const isSeen = await seesCamera(pool, scopeOf(actor), params.code);
    if (!isSeen || !(await findStream(pool, params.code))) {
      throw new Problem('camera-not-found', `There is no camera ${params.code} with a stream`);
    }
    const object = { kind: 'camera', id: params.code, name: null };
    await noteView({ action: 'live-view', actorId: actor.id, object });
    return signLive({ cameraCode: params.code, userId: actor.id });
  });
}
