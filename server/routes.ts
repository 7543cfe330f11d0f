import type { Router } from 'express';
import { accountRoutes } from './accounts/account.routes.ts';
import { sessionRoutes } from './accounts/session.routes.ts';
import { alertRoutes } from './alerts/alert.routes.ts';
import { createAlertService } from './alerts/alert.service.ts';
import { createAlertLinks } from './alerts/alert-link.service.ts';
import { createAlertSettings } from './alerts/alert-settings.service.ts';
import { channelRoutes } from './alerts/channel.routes.ts';
import { createDeadLetters } from './alerts/dead-letters.ts';
import type { ApiParts } from './api.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { noteAlertSetting } from './audit/note-alert-setting.ts';
import { noteAudit } from './audit/note-audit.ts';
import { createNoteView } from './audit/note-view.ts';
import { countCameras, listCameraHealth } from './cameras/camera.repository.ts';
import { cameraRoutes } from './cameras/camera.routes.ts';
import type { CaseLoop } from './case-loop.ts';
import { caseRoutes } from './cases/case.routes.ts';
import { readCasesById } from './cases/cases-by-id.ts';
import { listPreAlarms } from './cases/pre-alarm.repository.ts';
import { takeStepIn } from './cases/take-step.ts';
import { readWorkingCalendar } from './cases/working-calendar.repository.ts';
import { dispatchRoutes } from './dispatch/dispatch.routes.ts';
import { createDispatchService } from './dispatch/dispatch.service.ts';
import type { NoteChange } from './dispatch/note-change.ts';
import { createOrderService } from './dispatch/order.service.ts';
import { typeRoutes } from './dispatch/type.routes.ts';
import { createTypeService } from './dispatch/type.service.ts';
import { dutyRoutes } from './duty/duty.routes.ts';
import { createDutyChanges } from './duty/duty-change.service.ts';
import { createEmergencySwitch } from './duty/emergency.service.ts';
import { onDutyNow } from './duty/on-duty-now.ts';
import { createRosterService } from './duty/roster.service.ts';
import { feedbackRoutes } from './feedback/feedback.routes.ts';
import { figureRoutes } from './figures/figures.routes.ts';
import { createFigureService } from './figures/figures.service.ts';
import { findRoutes, type NoteExport } from './find/find.routes.ts';
import { createFindService } from './find/find.service.ts';
import { gcj02ToWgs84 } from './georeference/gcj02.ts';
import { gridRoutes } from './grids/grid.routes.ts';
import { readHealth } from './health/health.service.ts';
import { type Pool, transact } from './platform/db.ts';
import { describeApi } from './platform/http/open-api.ts';
import { serve } from './platform/http/serve.ts';
import { keepSecret } from './platform/secret.ts';
import { createCallBackService } from './ratings/call-back.service.ts';
import { type OpenPhotoById, ratingRoutes } from './ratings/rating.routes.ts';
import { readSnapshot } from './reports/read-snapshot.ts';
import { reportRoutes } from './reports/report.routes.ts';
import { readCaseReporter } from './residents/case-reporter.ts';
import { createPlateService } from './residents/plate.service.ts';
import { residentRoutes } from './residents/resident.routes.ts';
import { createResidentService } from './residents/resident.service.ts';
import { createResidentLimits } from './residents/resident-limits.ts';
import { scoreRoutes } from './scores/score.routes.ts';
import { wallRoutes } from './wall/wall.routes.ts';
import { findPhoto } from './whistle/photo.repository.ts';
import { type OpenPhoto, whistleRoutes } from './whistle/whistle.routes.ts';

/** Binds the endpoints of every part of the product to what answers them. */
export function mountRoutes(router: Router, parts: ApiParts, loop: CaseLoop): void {
  const { pool } = parts;
  serve(router, 'health', () => readHealth(pool, parts.version, () => countCameras(pool)));
  const description = describeApi(parts.version);
  router.get('/api/openapi.json', (_request, response) => void response.json(description));
  sessionRoutes(router, parts.accounts.sessions, { secureCookies: parts.secureCookies });
  accountRoutes(router, parts.accounts);
  auditRoutes(router, pool);
  mountWall(router, parts, loop);
  mountCases(router, parts, loop);
  mountDispatch(router, pool);
  mountAlerts(router, parts);
  mountFigures(router, parts);
  mountResidents(router, parts, loop);
}

function mountWall(router: Router, { pool, signLive }: ApiParts, { cases }: CaseLoop): void {
  wallRoutes(router, pool, {
    cases: cases.list,
    preAlarms: (scope) => listPreAlarms(pool, scope),
    cameraHealth: (scope) => listCameraHealth(pool, scope),
    cameraCounts: (scope) => countCameras(pool, scope),
  });
  gridRoutes(router, pool);
  cameraRoutes(router, pool, signLive, createNoteView(pool));
}

function mountCases(router: Router, parts: ApiParts, loop: CaseLoop): void {
  const { pool } = parts;
  caseRoutes(router, pool, loop.cases, parts.openEvidence, createNoteView(pool));
  feedbackRoutes(router, loop.feedback);
  whistleRoutes(router, loop.whistles, openPhotoOf(parts));
}

function mountDispatch(router: Router, pool: Pool): void {
  const readCases = (ids: readonly string[]) => readCasesById(pool, ids);
  const note: NoteChange = (tx, actorId, changed) => noteAudit(tx, { actorId, ...changed });
  dispatchRoutes(
    router,
    createDispatchService({ pool, readCases, readCalendar: readWorkingCalendar, note }),
    createOrderService(pool, readCases, note),
  );
  typeRoutes(router, createTypeService(pool, note));
}

function mountAlerts(router: Router, { pool, channels }: ApiParts): void {
  alertRoutes(
    router,
    createAlertService(pool, onDutyNow),
    createAlertSettings(pool, noteAlertSetting),
    createAlertLinks(pool, onDutyNow, keepSecret(pool, 'alert-links')),
  );
  channelRoutes(router, channels, createDeadLetters(pool));
  dutyRoutes(router, createRosterService(pool), createDutyChanges(pool), createEmergencySwitch(pool));
}

/** Search, indicators, the month's report and scores; what leaves as a file is written into the audit log. */
function mountFigures(router: Router, parts: ApiParts): void {
  const { pool } = parts;
  const readCases = (ids: readonly string[]) => readCasesById(pool, ids);
  const find = createFindService(pool, readCases);
  const noteExport: NoteExport = (actor, file, details) =>
    transact(pool, async (tx) =>
      noteAudit(tx, {
        action: 'export',
        actorId: actor.id,
        object: { kind: 'file', id: file, name: null },
        details,
      }),
    );
  findRoutes(router, pool, find, noteExport);
  const figures = createFigureService(pool);
  figureRoutes(router, figures);
  const monthSources = {
    db: pool,
    figures: figures.report,
    readCases,
    readPicture: async (id: string) => readSnapshot(await parts.openEvidence(id, 'snapshot', undefined)),
  };
  reportRoutes(router, monthSources, noteExport);
  scoreRoutes(router, pool);
}

function mountResidents(router: Router, parts: ApiParts, loop: CaseLoop): void {
  const { pool, log } = parts;
  const { cases, ratings, whistles, hooks } = loop;
  const noteView = createNoteView(pool);
  const callBacks = createCallBackService(
    pool,
    (tx, emit, id, note, caller) => takeStepIn(tx, emit, id, { step: 'reopen', note }, caller, hooks),
    ({ id: actorId }) =>
      noteView({
        action: 'phone-view',
        actorId,
        object: { kind: 'call-backs', id: 'call-backs', name: null },
      }),
  );
  const openPhotoById: OpenPhotoById = async (id, range) => {
    const photo = await findPhoto(pool, id);
    return photo && openPhotoOf(parts)(photo, range);
  };
  ratingRoutes(router, pool, ratings, callBacks, openPhotoById, noteAudit);
  const residentSecret = keepSecret(pool, 'residents');
  residentRoutes(router, {
    residents: createResidentService({
      pool,
      log,
      secret: residentSecret,
      take: createResidentLimits(pool, residentSecret),
      sendSms: parts.sendSms,
      openCase: whistles.openOnce,
      addPhoto: whistles.addPhoto,
      rateTokenOf: ratings.tokenOf,
    }),
    plates: createPlateService(pool, gcj02ToWgs84, noteAudit),
    reporterOf: async (id, reader) => readCaseReporter(pool, await cases.get(id, reader), reader, noteView),
    secureCookies: parts.secureCookies,
  });
}

const openPhotoOf =
  ({ evidence }: Pick<ApiParts, 'evidence'>): OpenPhoto =>
  async (photo, range) => {
    const opened = await evidence.get(photo.storageKey, range);
    return opened && { ...opened, contentType: 'image/jpeg', sha256: photo.sha256 };
  };
