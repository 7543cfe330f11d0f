import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { administratorRoles } from '#contract/session.ts';
import { openAccounts } from './accounts/open-accounts.ts';
import { rulesOf } from './accounts/password-rules.ts';
import { tokenOf } from './accounts/session-cookie.ts';
import { openAlerts } from './alerts/open-alerts.ts';
import { createApi } from './api.ts';
import { trimAudit } from './audit/audit-retention.ts';
import { noteAlertSetting } from './audit/note-alert-setting.ts';
import { noteAudit } from './audit/note-audit.ts';
import { findStream } from './cameras/camera.repository.ts';
import { openCaseEvidence } from './cases/open-case-evidence.ts';
import { createLimitRunner } from './dispatch/limit-runner.ts';
import { onDutyNow } from './duty/on-duty-now.ts';
import { openEvidenceStore } from './evidence/evidence-store.ts';
import { runRetention } from './evidence/retention.ts';
import { keepFiguresFolded } from './figures/keep-folded.ts';
import { fetchLimited } from './ingest/fetch-limited.ts';
import { createLiveProxy } from './live/live-proxy.ts';
import { systemClock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { createPool } from './platform/db.ts';
import { trimEvents } from './platform/event-log.ts';
import { isKnownKey } from './platform/key-check.ts';
import { createLog } from './platform/log.ts';
import { stopWithParent } from './platform/process-life.ts';
import { keepSecret, readSecret } from './platform/secret.ts';
import { createSecretBox, readKey } from './platform/secret-box.ts';
import { version } from './platform/version.ts';
import { runRatingSender } from './ratings/send-rating-links.ts';
import { openSms } from './residents/open-sms.ts';
import { openGateway } from './wall/gateway.ts';
import { forgetUnnamedPhotos } from './whistle/forget-photos.ts';

/** The API process: everything between the database and the walls. */
const config = readConfig();
const log = createLog({ process: 'server', level: config.EYRIE_LOG_LEVEL });
const databaseUrl = config.DATABASE_URL;
if (!databaseUrl)
  throw new Error('DATABASE_URL is not set: start with `npm start`, which brings up a database');
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stop = new AbortController();

const pool = createPool({
  url: databaseUrl,
  name: 'eyrie-server',
  max: 16,
  onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
});
const accountKey = await readKey(
  config.EYRIE_ACCOUNT_KEY,
  path.join(config.EYRIE_DATA_DIR, 'keys', 'accounts.key'),
);
if (!(await isKnownKey(pool, 'accounts', accountKey)))
  log.error('second factors were sealed with another key: bring it back, or no code of theirs is right');
const accounts = openAccounts({
  pool,
  rules: rulesOf(config.EYRIE_PASSWORD_RULES),
  sessionHours: config.EYRIE_SESSION_HOURS,
  secondFactorRoles: config.EYRIE_TWO_FACTOR ? administratorRoles : [],
  box: createSecretBox(accountKey),
  note: noteAudit,
});
const evidence = openEvidenceStore({ dataDir: config.EYRIE_DATA_DIR, s3Address: config.EYRIE_EVIDENCE_S3 });
const live = createLiveProxy({
  findStream: (cameraCode) => findStream(pool, cameraCode),
  fetchBytes: fetchLimited,
  secret: await readSecret(pool, 'live'),
  clock: systemClock,
  log,
});
const alerts = await openAlerts({
  pool,
  box: createSecretBox(
    await readKey(config.EYRIE_CHANNEL_KEY, path.join(config.EYRIE_DATA_DIR, 'keys', 'channels.key')),
  ),
  allowedTargets: config.EYRIE_ALLOW_PRIVATE_TARGETS,
  publicUrl: config.EYRIE_PUBLIC_URL,
  onDuty: onDutyNow,
  note: noteAlertSetting,
  log,
  signal: stop.signal,
});
const sendSms = openSms(config);
const api = createApi({
  pool,
  log,
  version,
  accounts,
  secureCookies: config.EYRIE_SECURE_COOKIES,
  trustedProxies: config.EYRIE_TRUST_PROXY,
  openEvidence: openCaseEvidence(pool, evidence),
  evidence,
  channels: alerts.channels,
  signLive: live.sign,
  liveRouter: live.router,
  webDir: path.join(root, 'dist/web'),
  basemapDir: path.join(root, 'geodata/basemap'),
  ...(sendSms ? { sendSms } : {}),
  onDispatch: (dispatch) => void createLimitRunner({ pool, ...dispatch, log, signal: stop.signal }).run(),
});
const http = createServer(api);
await openGateway({
  http,
  pool,
  databaseUrl,
  findActor: async (cookieHeader) => {
    const token = tokenOf(cookieHeader);
    const actor = token ? await accounts.sessions.find(token) : undefined;
    return actor?.mustFirst ? undefined : actor;
  },
  onNews: alerts.wake,
  log,
  signal: stop.signal,
});

void keepFiguresFolded(pool, log, stop.signal);
void runRetention({
  pool,
  store: evidence,
  keepDays: config.EYRIE_EVIDENCE_DAYS,
  feedbackDays: config.EYRIE_FEEDBACK_DAYS,
  clock: systemClock,
  log,
  signal: stop.signal,
});

const publicUrl = config.EYRIE_PUBLIC_URL;
if (sendSms && publicUrl)
  void runRatingSender({ pool, log, secret: keepSecret(pool, 'ratings'), publicUrl, sendSms }, stop.signal);
else if (sendSms) log.warn('links of ratings wait: EYRIE_PUBLIC_URL says where they lead, and is not set');

const keepEventDays = 7;
const trim = () =>
  trimEvents(pool, keepEventDays).catch((error) => log.warn({ err: error }, 'old events stay for now'));
const forgetPhotos = () =>
  forgetUnnamedPhotos(pool, evidence).catch((error) =>
    log.warn({ err: error }, 'photos that nobody named stay for now'),
  );
const trimLog = () =>
  trimAudit(pool, config.EYRIE_AUDIT_DAYS).catch((error) =>
    log.error({ err: error }, 'old days of the audit log stay for now'),
  );
const trimming = setInterval(() => {
  void trim();
  void trimLog();
  void forgetPhotos();
}, 3_600_000);

http.listen(config.PORT, config.HOST);
await once(http, 'listening');
log.info({ port: (http.address() as AddressInfo).port }, 'the server listens');

stopWithParent(async () => {
  clearInterval(trimming);
  stop.abort();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
  await pool.end();
});
