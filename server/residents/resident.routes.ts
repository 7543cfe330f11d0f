import express, { type Request, type Response, type Router } from 'express';
import type { CaseReporter } from '#contract/resident.ts';
import { residentPhotosPath } from '#contract/resident.ts';
import type { SessionUser } from '#contract/session.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import type { PlateService } from './plate.service.ts';
import { readPlatesCsv } from './read-plates-csv.ts';
import type { ProvedResident } from './resident.repository.ts';
import type { ResidentService } from './resident.service.ts';
import { residentCookie, residentCookieOptions, residentTokenOf } from './resident-cookie.ts';

interface ResidentRoutes {
  residents: ResidentService;
  plates: PlateService;
  /** Who reported a case that the reader may see. */
  reporterOf(caseId: string, reader: SessionUser): Promise<CaseReporter>;
  secureCookies: boolean;
}

/** Residents without an account, and the door plates that they report from. */
export function residentRoutes(
  router: Router,
  { residents, plates, reporterOf, secureCookies }: ResidentRoutes,
): void {
  const mustBe = (request: Request): Promise<ProvedResident> => residents.mustBe(residentTokenOf(request));
  const addressOf = (request: Request): string => request.ip ?? 'unknown';

  serve(router, 'plateView', async ({ params }) => plates.view(params.code, await residents.codesBy()));
  serve(router, 'askCode', ({ body, request }) => residents.askCode(body, addressOf(request)));
  serve(router, 'verifyPhone', async ({ body, request, response }) => {
    const { token, resident } = await residents.verify(body, addressOf(request));
    response.cookie(residentCookie, token, residentCookieOptions(secureCookies));
    return resident;
  });
  serve(router, 'resident', async ({ request }) => residents.show(await mustBe(request)));
  serve(router, 'forgetResident', async ({ request, response }) => {
    const token = residentTokenOf(request);
    if (token) await residents.forget(token);
    const { maxAge: _, ...options } = residentCookieOptions(secureCookies);
    response.clearCookie(residentCookie, options);
    return {};
  });
  serve(router, 'reportFromPlate', async ({ body, request, response }) => {
    const { isNew, own } = await residents.report(body, await mustBe(request), addressOf(request));
    response.status(isNew ? 201 : 200);
    return own;
  });
  serve(router, 'ownReports', async ({ request }) => residents.ownReports(await mustBe(request)));

  router.post(
    residentPhotosPath,
    async (request: Request, response: Response, next) => {
      response.locals.resident = await mustBe(request); // before a stranger's twenty megabytes are read
      next();
    },
    express.raw({ type: ['image/*', 'application/octet-stream'], limit: '20mb' }),
    async (request, response) => {
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new Problem('photo-refused', 'Send the picture itself as the body, with its type');
      response.status(201).json(await residents.addPhoto(request.body, response.locals.resident));
    },
  );

  serve(router, 'caseReporter', ({ params, actor }) => reporterOf(params.id, actor));
  serve(router, 'plates', ({ query, actor }) => plates.list(query.gridCode, actor));
  serve(router, 'addPlates', ({ body, actor }) => plates.add(body.plates, body.coordinates, actor));
  serve(router, 'importPlates', ({ body, actor }) =>
    plates.add(readPlatesCsv(body.csv), body.coordinates, actor),
  );
  serve(router, 'retirePlate', ({ params, actor }) => plates.retire(params.code, actor));
}
