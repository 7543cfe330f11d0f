import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Accounts } from './accounts/open-accounts.ts';
import { recogniseActor } from './accounts/session-cookie.ts';
import type { ChannelService } from './alerts/channel.service.ts';
import type { SignLive } from './cameras/camera.routes.ts';
import type { CaseDispatch } from './case-dispatch.ts';
import { openCaseLoop } from './case-loop.ts';
import type { OpenEvidence } from './cases/case.routes.ts';
import type { EvidenceStore } from './evidence/evidence-store.ts';
import type { Pool } from './platform/db.ts';
import { answerProblems, refuseUnknownPath } from './platform/http/problem-response.ts';
import { keepAddress } from './platform/http/request-address.ts';
import { serveWebPages } from './platform/http/web-pages.ts';
import type { Log } from './platform/log.ts';
import type { SendSms } from './residents/sms-gateway.ts';
import { mountRoutes } from './routes.ts';

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
  const loop = openCaseLoop(pool, parts.evidence);
  mountRoutes(router, parts, loop);
  parts.onDispatch?.(loop.dispatch);
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
