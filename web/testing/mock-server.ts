/** A server with invented data for looking at the interface: `npx tsx web/testing/mock-server.ts [port] [folder of the built web]`. */
import { createServer } from 'node:http';
import express from 'express';
import sharp from 'sharp';
import { Server } from 'socket.io';
import type { Case } from '#contract/case.ts';
import { EventPage, type LogEvent, type PreAlarm, WallSnapshot } from '#contract/wall-events.ts';
import { aiCase, counters, detailOf, reportedCase } from './mock-cases.ts';
import { cameraAt, cameras, district, grids, streams } from './mock-district.ts';

const [port = '8091', webFolder = '/tmp/webdist'] = process.argv.slice(2);
const simulator = process.env.SIMULATOR_URL ?? 'http://127.0.0.1:8090';
const app = express();
const http = createServer(app);
const io = new Server(http);

const cases = new Map<string, Case>();
const keep = (item: Case) => cases.set(item.id, item);
keep(aiCase(1, 0, 95));
keep(aiCase(2, 7, 300, { state: 'accepted' }));
keep(aiCase(3, 4, 1200));
for (let index = 0; index < 160; index++) keep(reportedCase(index));

const preAlarm: PreAlarm = {
  cameraCode: cameraAt(1).code,
  scene: 'fire-lane',
  incidentKey: 'fire-lane:1:1',
  startedAt: new Date(Date.now() - 31_000).toISOString(),
  state: 'raised',
  location: null,
  gridCode: cameraAt(1).gridCode,
  box: [0, 0, 10, 10],
};
let seq = 100;
const events: LogEvent[] = [];
function tell(event: Pick<LogEvent, 'name' | 'payload'>): void {
  const logged = { ...event, seq: ++seq, at: new Date().toISOString() } as LogEvent;
  events.push(logged);
  io.emit('events', [logged]);
}

let signedIn = process.env.MOCK_SIGNED_IN === '1';
const user = () => ({
  id: '1',
  username: 'operator',
  name: '值班员',
  role: 'operator',
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
});
const refuse = (response: express.Response, status: number, code: string) =>
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: code, status, detail: code, code }));

app.use(express.json());
app.get('/api/health', (_, response) => {
  response.json({
    status: 'degraded',
    version: '0.1.0',
    time: new Date().toISOString(),
    database: { status: 'up', version: '15.14', postgis: '3.3.2' },
    worker: { status: 'up', workers: 1, children: 2, lastSeenAt: new Date(Date.now() - 1000).toISOString() },
    providers: [{ worker: 'eyrie-1', provider: 'cpu', note: 'CUDA libraries are not installed' }],
    cameras: { total: 5301, watched: 10, up: 8, degraded: 1, down: 1 },
  });
});
app.post('/api/session', (request, response) => {
  if (request.body.password === 'locked')
    return void refuse(response.set('retry-after', '540'), 423, 'account-locked');
  if (request.body.password !== 'eyrie') return void refuse(response, 401, 'wrong-password');
  signedIn = true;
  response.json(user());
});
app.get(
  '/api/session',
  (_, response) => void (signedIn ? response.json(user()) : refuse(response, 401, 'not-signed-in')),
);
app.delete('/api/session', (_, response) => {
  signedIn = false;
  response.json({});
});
app.use('/api', (_, response, next) => (signedIn ? next() : void refuse(response, 401, 'not-signed-in')));
app.get('/api/wall', (_, response) => {
  const openCases = [...cases.values()].filter(({ state }) => state !== 'closed' && state !== 'refused');
  const health = streams.map((_, index) => {
    const state = index === 6 ? 'down' : index === 3 ? 'degraded' : 'up';
    return {
      cameraCode: cameraAt(index).code,
      state,
      reason: state === 'down' ? 'http-404' : state === 'degraded' ? 'stalled' : null,
      since: new Date(Date.now() - 780_000).toISOString(),
      framesPerSecond: 0.5,
      lagMs: 1900,
    };
  });
  response.json(
    WallSnapshot.parse({
      seq,
      time: new Date().toISOString(),
      openCases,
      preAlarms: [preAlarm],
      counters,
      cameraHealth: health,
      district,
    }),
  );
});
app.get('/api/grids', (_, response) => void response.json(grids()));
app.get('/api/cameras', (_, response) => void response.json(cameras()));
app.get('/api/cases/:id', (request, response) => {
  const item = cases.get(request.params.id);
  if (item) response.json(detailOf(item));
  else refuse(response, 404, 'case-not-found');
});
app.post('/api/cases/:id/steps', (request, response) => {
  const item = cases.get(request.params.id);
  if (!item) return void refuse(response, 404, 'case-not-found');
  const state = { accept: 'accepted', refuse: 'refused', close: 'closed' }[
    request.body.step as 'accept'
  ] as Case['state'];
  const changed = { ...item, state, version: item.version + 1 };
  keep(changed);
  tell({ name: 'caseChanged', payload: changed });
  response.json(detailOf(changed));
});
app.get('/api/cases/:id/snapshot', async (request, response) => {
  const hue = Number(request.params.id.slice(-3)) * 40;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue} 14% 46%)"/><stop offset="1" stop-color="hsl(${hue} 9% 24%)"/></linearGradient></defs><rect width="1280" height="720" fill="url(#g)"/><path d="M430 720 600 260h90l220 460Z" fill="#4b4e50"/><rect x="560" y="330" width="210" height="170" fill="none" stroke="#ff5b3e" stroke-width="6"/></svg>`;
  response.type('jpeg').send(await sharp(Buffer.from(svg)).jpeg().toBuffer());
});
app.post('/api/cameras/:code/live-url', (request, response) => {
  const index = streams.findIndex((_, at) => cameraAt(at).code === request.params.code);
  response.json({
    url: `/api/mock-live/${streams[index]?.clip}/index.m3u8?sig=${Date.now()}`,
    expiresAt: new Date(Date.now() + 120_000).toISOString(),
  });
});
app.get('/api/mock-live/*path', async (request, response) => {
  const path = (request.params as unknown as { path: string[] }).path.join('/');
  const upstream = await fetch(`${simulator}/streams/${path}`).catch(() => null);
  if (!upstream?.ok) return void refuse(response, 502, 'upstream-failed');
  response
    .type(upstream.headers.get('content-type') ?? 'application/octet-stream')
    .send(Buffer.from(await upstream.arrayBuffer()));
});
app.get('/api/tiles/*path', (_, response) => void response.status(204).end());
app.use('/api', (_, response) => void refuse(response, 404, 'not-found'));
app.use('/basemap', express.static('geodata/basemap'));
app.use(express.static(webFolder));
app.use((_, response) => response.sendFile('index.html', { root: webFolder }));

io.on('connection', (socket) => {
  socket.on('subscribe', ({ since }: { since: number }, answer: (reply: object) => void) => {
    const { items } = EventPage.parse({
      items: events.filter((event) => event.seq > since),
      seq,
      reload: false,
    });
    if (items.length > 0) socket.emit('events', items);
    answer({ ok: true, seq });
  });
});
const newCaseAfterMs = Number(process.env.MOCK_NEW_CASE_MS ?? 0);
if (newCaseAfterMs > 0) {
  setTimeout(() => {
    const opened = aiCase(90, 5, 0);
    keep(opened);
    tell({ name: 'caseOpened', payload: opened });
  }, newCaseAfterMs);
}
http.listen(Number(port), () => console.log(`mock on http://localhost:${port}`));
