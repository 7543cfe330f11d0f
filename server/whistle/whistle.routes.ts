import express, { type Router } from 'express';
import { caseRoles } from '#contract/endpoint.ts';
import { fileEndpoints } from '#contract/endpoints.ts';
import { requireActor } from '../platform/http/require-actor.ts';
import { type OpenedFile, sendFile } from '../platform/http/send-file.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import type { KeptPhoto } from './photo.repository.ts';
import type { WhistleService } from './whistle.service.ts';

export type OpenPhoto = (
  photo: KeptPhoto,
  range: { start: number; end?: number } | undefined,
) => Promise<OpenedFile | undefined>;

/** Reports, what can be reported, and photos. */
export function whistleRoutes(router: Router, whistles: WhistleService, openPhoto: OpenPhoto): void {
  serve(router, 'eventTypes', () => whistles.listTypes());
  serve(router, 'whistle', async ({ body, actor, response }) => {
    const { isNew, detail } = await whistles.whistle(body, actor);
    response.status(isNew ? 201 : 200);
    return detail;
  });

  router.post(
    '/api/photos',
    (_request, response, next) => {
      requireActor(response, caseRoles); // before a stranger's twenty megabytes are read
      next();
    },
    express.raw({ type: ['image/*', 'application/octet-stream'], limit: '20mb' }),
    async (request, response) => {
      const actor = requireActor(response, caseRoles);
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new Problem(
          'photo-refused',
          'Send the picture itself as the body, with its type, e.g. image/jpeg',
        );
      response.status(201).json(await whistles.addPhoto(request.body, { userId: actor.id }));
    },
  );
  const { path, may } = fileEndpoints.photo;
  router.get(path, async (request, response) => {
    const actor = requireActor(response, may);
    const photo = await whistles.findPhoto(request.params.id, actor);
    await sendFile(request, response, (range) => openPhoto(photo, range), `photo-${photo.id}`);
  });
}
