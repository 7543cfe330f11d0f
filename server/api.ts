import express, { type Express } from 'express';
import helmet from 'helmet';
import { accountRoutes } from './accounts/account.routes.ts';
import type { Accounts } from './accounts/open-accounts.ts';
import { sessionRoutes } from './accounts/session.routes.ts';
import { recogniseActor } from './accounts/session-cookie.ts';
import { alertRoutes } from './alerts/alert.routes.ts';
import { createAlertService } from './alerts/alert.service.ts';
import { createAlertLinks } from './alerts/alert-link.service.ts';
import { createAlertSettings } from './alerts/alert-settings.service.ts';
import { channelRoutes } from './alerts/channel.routes.ts';
import type { ChannelService } from './alerts/channel.service.ts';
import { createDeadLetters } from './alerts/dead-letters.ts';
import { auditRoutes } from './audit/audit.routes.ts';
import { noteAudit } from './audit/note-audit.ts';
import { createNoteView } from './audit/note-view.ts';
import { countCameras, listCameraHealth } from './cameras/camera.repository.ts';
import { cameraRoutes, type SignLive } from './cameras/camera.routes.ts';
import { type CaseDispatch, createCaseDispatch } from './case-dispatch.ts';
import { announceCase } from './cases/announce-case.ts';
import { findCase } from './cases/case.repository.ts';
import { caseRoutes, type OpenEvidence } from './cases/case.routes.ts';
import { createCaseService } from './cases/case.service.ts';
import { findPlace } from './cases/case-place.repository.ts';
import { listSteps } from './cases/case-step.repository.ts';
import { readCasesById } from './cases/cases-by-id.ts';
import { openingTimes } from './cases/opening-times.ts';
import { listPreAlarms } from './cases/pre-alarm.repository.ts';
import { type StepTaken, takeStepIn } from './cases/take-step.ts';
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
import type { EvidenceStore } from './evidence/evidence-store.ts';
import { feedbackRoutes } from './feedback/feedback.routes.ts';
import { createFeedbackService } from './feedback/feedback.service.ts';
import { figureRoutes } from './figures/figures.routes.ts';
import { createFigureService } from './figures/figures.service.ts';
import { findRoutes, type NoteExport } from './find/find.routes.ts';
import { createFindService } from './find/find.service.ts';
import { gcj02ToWgs84 } from './georeference/gcj02.ts';
import { gridRoutes } from './grids/grid.routes.ts';
import { readHealth } from './health/health.service.ts';
import { type Pool, transact } from './platform/db.ts';
import { describeApi } from './platform/http/open-api.ts';
import { answerProblems, refuseUnknownPath } from './platform/http/problem-response.ts';
import { keepAddress } from './platform/http/request-address.ts';
import { serve } from './platform/http/serve.ts';
import { serveWebPages } from './platform/http/web-pages.ts';
import type { Log } from './platform/log.ts';
import { keepSecret } from './platform/secret.ts';
import { createCallBackService } from './ratings/call-back.service.ts';
import { type OpenPhotoById, ratingRoutes } from './ratings/rating.routes.ts';
import { createRatingService } from './ratings/rating.service.ts';
import { readSnapshot } from './reports/read-snapshot.ts';
import { reportRoutes } from './reports/report.routes.ts';
import { readCaseReporter } from './residents/case-reporter.ts';
import { createPlateService } from './residents/plate.service.ts';
import { residentRoutes } from './residents/resident.routes.ts';
import { createResidentService } from './residents/resident.service.ts';
import { createResidentLimits } from './residents/resident-limits.ts';
import type { SendSms } from './residents/sms-gateway.ts';
import { scoreRoutes } from './scores/score.routes.ts';
import { wallRoutes } from './wall/wall.routes.ts';
import { findPhoto } from './whistle/photo.repository.ts';
import { type OpenPhoto, whistleRoutes } from './whistle/whistle.routes.ts';
import { createWhistleService } from './whistle/whistle.service.ts';

export interface ApiParts {
  pool: Pool;
  log: Log;
  version: string;
  accounts: Accounts;
  secureCookies: boolean;
  trustedProxies: number;
  openEvidence: OpenEvidence;
  evidence: Pick<EvidenceStore, 'put' | 'get'>;
  /** Ways by which alerts reach people. */
  channels: ChannelService;
  signLive: SignLive;
  liveRouter: express.Router;
  webDir: string;
  basemapDir: string;
  /** Absent where no gateway is set up. */
  sendSms?: SendSms;
  /** Given what takes steps by itself, for a process that runs the timers of cases. */
  onDispatch?: (dispatch: CaseDispatch) => void;
}

/** Every route of the product, in the order in which a request meets them. */
export function createApi(parts: ApiParts): Express {
  const { pool, log } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustedProxies);
  app.use(
    helmet({
      contentSecurityPolicy: { directives: contentSecurity },
      strictTransportSecurity: parts.secureCookies,
    }),
  );
  app.use('/api', recogniseActor(parts.accounts.sessions), express.json({ limit: '1mb' }), keepAddress);

  const router = express.Router();
  const hooks: StepTaken[] = [
    async (tx, _emit, { before, request, actorId }) => {
      if (request.step === 'refuse') await feedback.noteFalseAlarm(tx, before.id, request.note, actorId);
    },
    async (tx, _emit, { before, request, actorId }) => {
      if (request.photoIds) await whistles.tie(tx, before.id, request.photoIds, actorId);
    },
    async (tx, _emit, { before, after, request: { step }, actorId }) =>
      noteAudit(tx, {
        action: 'case-step',
        actorId,
        object: { kind: 'case', id: before.id, name: before.number },
        details: { step, from: before.state, to: after.state },
      }),
    (tx, emit, step) => ratings.followStep(tx, emit, step),
  ];
  const dispatch = createCaseDispatch(hooks);
  const cases = createCaseService(pool, hooks);
  const ratings = createRatingService({
    pool,
    secret: keepSecret(pool, 'ratings'),
    findCase,
    listSteps,
    takeStep: (tx, emit, id, request, taker) => takeStepIn(tx, emit, id, request, taker, hooks),
  });
  const whistles = createWhistleService({
    pool,
    keep: (key, bytes, contentType) => parts.evidence.put(key, bytes, contentType),
    findPlace,
    toWgs84: gcj02ToWgs84,
    openingTimes,
    announce: async (tx, emit, caseId, reporterId, photoIds) => {
      await dispatch.plan(tx, caseId);
      await announceCase(tx, emit, caseId, reporterId, photoIds);
      const object = { kind: 'case', id: caseId, name: null };
      noteAudit(tx, { action: 'case-step', actorId: reporterId, object, details: { step: 'report' } });
    },
    detail: cases.detail,
  });
  const feedback = createFeedbackService(pool, cases);
  serve(router, 'health', () => readHealth(pool, parts.version, () => countCameras(pool)));
  const description = describeApi(parts.version);
  router.get('/api/openapi.json', (_request, response) => void response.json(description));
  sessionRoutes(router, parts.accounts.sessions, { secureCookies: parts.secureCookies });
  accountRoutes(router, parts.accounts);
  const find = createFindService(pool, (ids) => readCasesById(pool, ids));
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
    readCases: (ids: readonly string[]) => readCasesById(pool, ids),
    readPicture: async (id: string) => readSnapshot(await parts.openEvidence(id, 'snapshot', undefined)),
  };
  reportRoutes(router, monthSources, noteExport);
  scoreRoutes(router, pool);
  wallRoutes(router, pool, {
    cases: cases.list,
    preAlarms: (scope) => listPreAlarms(pool, scope),
    cameraHealth: (scope) => listCameraHealth(pool, scope),
    cameraCounts: (scope) => countCameras(pool, scope),
  });
  gridRoutes(router, pool);
  const noteView = createNoteView(pool);
  cameraRoutes(router, pool, parts.signLive, noteView);
  caseRoutes(router, pool, cases, parts.openEvidence, noteView);
  auditRoutes(router, pool);
  feedbackRoutes(router, feedback);
  const readCases = (ids: readonly string[]) => readCasesById(pool, ids);
  const noteChange: NoteChange = (tx, actorId, changed) => noteAudit(tx, { actorId, ...changed });
  dispatchRoutes(
    router,
    createDispatchService({ pool, readCases, readCalendar: readWorkingCalendar, note: noteChange }),
    createOrderService(pool, readCases, noteChange),
  );
  typeRoutes(router, createTypeService(pool, noteChange));
  parts.onDispatch?.(dispatch);
  alertRoutes(
    router,
    createAlertService(pool, onDutyNow),
    createAlertSettings(pool),
    createAlertLinks(pool, onDutyNow, keepSecret(pool, 'alert-links')),
  );
  channelRoutes(router, parts.channels, createDeadLetters(pool));
  dutyRoutes(router, createRosterService(pool), createDutyChanges(pool), createEmergencySwitch(pool));
  const openPhoto: OpenPhoto = async (photo, range) => {
    const opened = await parts.evidence.get(photo.storageKey, range);
    return opened && { ...opened, contentType: 'image/jpeg', sha256: photo.sha256 };
  };
  whistleRoutes(router, whistles, openPhoto);
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
    return photo && openPhoto(photo, range);
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
  app.use(router);
  app.use(parts.liveRouter);
  app.use('/api', refuseUnknownPath);
  serveWebPages(app, parts);
  app.use(answerProblems(log));
  return app;
}

/** Only our own origin; maplibre and hls.js run workers and play media from blobs. */
const contentSecurity = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'upgrade-insecure-requests': null,
};
