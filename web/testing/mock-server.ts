import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server } from 'socket.io';
import type { Case } from '#contract/case.ts';
import { DepartmentList } from '#contract/department.ts';
import { EventPage, type LogEvent, WallSnapshot } from '#contract/wall-events.ts';
import { aiCase, counters, departments, detailOf, reportedCase } from './mock-cases.ts';
import { cameraAt, cameras, district, grids, streams } from './mock-district.ts';
import { mockFeedback } from './mock-feedback.ts';
import { mockHealth, mockPreAlarm, watchedHealth } from './mock-health.ts';
import { mockLive } from './mock-live.ts';
import { mockSession, refuse } from './mock-session.ts';
import { mockSnapshot } from './mock-snapshot.ts';
import { eventTypes, mockWhistles } from './mock-whistles.ts';

export interface MockOptions {
  port: number;
  /** The built web. */
  webFolder: string;
  signedIn?: boolean;
  /** A running camera simulator, for live pictures. */
  simulatorUrl?: string;
  /** Open cases that machines found before anybody looked. */
  standing?: Case[];
}

/** The product's API with invented data, every reply checked against the contract: for looking at the interface and testing it alone. */
export async function startMockServer(options: MockOptions) {
  const app = express();
  const http = createServer(app);
  const io = new Server(http);
  const cases = new Map<string, Case>();
  const keep = (item: Case) => cases.set(item.id, item);
  for (const item of options.standing ?? []) keep(item);
  for (let index = 0; index < 160; index++) keep(reportedCase(index));

  let seq = 100;
  const events: LogEvent[] = [];
  const tell = (event: Pick<LogEvent, 'name' | 'payload'>) => {
    const logged = { ...event, seq: ++seq, at: new Date().toISOString() } as LogEvent;
    events.push(logged);
    io.emit('events', [logged]);
  };

  app.use(express.json());
  app.get('/api/health', (_, response) => void response.json(mockHealth()));
  const session = mockSession(app, options.signedIn ?? false);
  app.get('/api/wall', (_, response) => {
    const openCases = [...cases.values()].filter(({ state }) => state !== 'closed' && state !== 'refused');
    const snapshot = { seq, time: new Date().toISOString(), openCases, preAlarms: [mockPreAlarm], counters };
    response.json(WallSnapshot.parse({ ...snapshot, cameraHealth: watchedHealth(), district }));
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
    const states: Record<string, Case['state']> = {
      accept: 'accepted',
      refuse: 'refused',
      dispatch: 'dispatched',
      close: 'closed',
    };
    const state = states[request.body.step];
    if (!item || !state) return refuse(response, 404, 'case-not-found');
    const changed = { ...item, state, version: item.version + 1 };
    keep(changed);
    tell({ name: 'caseChanged', payload: changed });
    response.json(detailOf(changed));
  });
  app.get('/api/dispatch/types', (_, response) => void response.json({ items: [] }));
  app.get('/api/event-types', (_, response) => void response.json({ items: eventTypes }));
  app.get('/api/departments', (_, response) => {
    response.json(DepartmentList.parse({ items: departments }));
  });
  const whistles = mockWhistles(app, (item) => {
    keep(item);
    tell({ name: 'caseOpened', payload: item });
  });
  mockFeedback(app, cases);
  app.get('/api/cases/:id/snapshot', mockSnapshot);
  mockLive(app, options.simulatorUrl);
  app.get('/api/tiles/*path', (_, response) => void response.status(204).end());
  app.use('/api', (_, response) => refuse(response, 404, 'not-found'));
  app.use('/basemap', express.static('geodata/basemap'));
  app.use(express.static(options.webFolder));
  app.use((_, response) => response.sendFile('index.html', { root: options.webFolder }));

  io.on('connection', (socket) => {
    socket.on('subscribe', ({ since }: { since: number }, answer: (reply: object) => void) => {
      const missed = events.filter((event) => event.seq > since);
      const { items } = EventPage.parse({ items: missed, seq, reload: false });
      if (items.length > 0) socket.emit('events', items);
      answer({ ok: true, seq });
    });
  });
  http.listen(options.port, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    cameras: streams.map((_, index) => cameraAt(index)),
    /** A machine finds something now. */
    open(item: Case) {
      keep(item);
      tell({ name: 'caseOpened', payload: item });
    },
    /** What was reported, by the reporters' keys. */
    whistles,
    endSessions: session.end,
    /** Cuts every socket, as a network does. */
    cutSockets: () => io.disconnectSockets(true),
    async stop() {
      await io.close();
      http.closeAllConnections();
    },
  };
}

/** The cases that stand when the mock is started by hand. */
export const standingCases = (): Case[] => [
  aiCase(1, 0, 95),
  aiCase(2, 7, 300, { state: 'accepted' }),
  aiCase(3, 4, 1200),
];
