import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { SessionUser } from '#contract/session.ts';
import {
  type ClientToServer,
  EventTopic,
  type LogEvent,
  type ServerToClient,
} from '#contract/wall-events.ts';
import type { Pool } from '../platform/db.ts';
import { readEvents, readLogEnds, type StoredEvent } from '../platform/event-log.ts';
import type { Log } from '../platform/log.ts';
import { followEvents } from './event-follower.ts';

type WallServer = Server<ClientToServer, ServerToClient, Record<string, never>, { actor: SessionUser }>;
type WallSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { actor: SessionUser }>;

const Subscribe = z.object({ since: z.number().int().nonnegative(), topics: z.array(EventTopic).min(1) });
/** A client further behind than this loads the wall anew: cheaper than replaying. */
const replayLimit = 2000;
const batchMs = 150;
const sessionCheckMs = 60_000;

/**
 * The one way from the event log to the walls. A socket joins a topic's room between two batches, after it was
 * replayed what it missed, so it sees every event of its topics once and in order.
 */
export async function openGateway(options: {
  http: HttpServer;
  pool: Pool;
  databaseUrl: string;
  findActor(cookieHeader: string | undefined): Promise<SessionUser | undefined>;
  log: Log;
  signal: AbortSignal;
}): Promise<WallServer> {
  const { pool, log, signal } = options;
  const io: WallServer = new Server(options.http, {
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
  });
  const waiting = new Map<EventTopic, LogEvent[]>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    for (const [topic, batch] of waiting) io.to(topic).emit('events', batch);
    waiting.clear();
  };
  const onEvents = (events: StoredEvent[]) => {
    for (const { event, topic } of events) waiting.set(topic, [...(waiting.get(topic) ?? []), event]);
    timer ??= setTimeout(flush, batchMs);
  };
  const follower = await followEvents({ pool, databaseUrl: options.databaseUrl, onEvents, log, signal });

  io.use(async (socket, next) => {
    try {
      const actor = await options.findActor(socket.handshake.headers.cookie);
      if (!actor) return next(new Error('not-signed-in'));
      socket.data.actor = actor;
      next();
    } catch (error) {
      log.error({ err: error }, 'a socket’s session can’t be checked');
      next(new Error('not-ready'));
    }
  });

  io.on('connection', (socket) => {
    socket.on('subscribe', async (request, answer) => {
      if (typeof answer !== 'function') return;
      const parsed = Subscribe.safeParse(request);
      if (!parsed.success) return answer({ ok: false, code: 'bad-request' });
      try {
        const seq = await follower.between(async (current) => {
          flush(); // what waits is for those who are already in
          return catchUpAndJoin(pool, socket, parsed.data, current);
        });
        answer({ ok: true, seq });
      } catch (error) {
        log.error({ err: error }, 'a subscription failed');
        answer({ ok: false, code: 'not-ready' });
      }
    });
  });

  const checks = setInterval(() => void dropEndedSessions(io, options.findActor, log), sessionCheckMs);
  signal.addEventListener('abort', () => {
    clearInterval(checks);
    clearTimeout(timer);
    void io.close();
  });
  return io;
}

/** Sends what the client missed, then lets it hear what comes. Answers the sequence that the live flow starts after. */
async function catchUpAndJoin(
  pool: Pool,
  socket: WallSocket,
  { since, topics }: z.infer<typeof Subscribe>,
  current: number,
): Promise<number> {
  for (const topic of EventTopic.options) if (!topics.includes(topic)) await socket.leave(topic);
  const { horizon } = await readLogEnds(pool);
  const missed = since < current ? await readEvents(pool, since, replayLimit + 1) : [];
  if (since < horizon || since > current || missed.length > replayLimit) {
    socket.emit('reload');
    return current;
  }
  const batch = missed
    .filter(({ event, topic }) => event.seq <= current && topics.includes(topic))
    .map(({ event }) => event);
  if (batch.length > 0) socket.emit('events', batch);
  await socket.join(topics);
  return current;
}

/** A session that ended elsewhere (signed out, expired) ends here too. */
async function dropEndedSessions(
  io: WallServer,
  findActor: (cookieHeader: string | undefined) => Promise<SessionUser | undefined>,
  log: Log,
): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    try {
      if (await findActor(socket.handshake.headers.cookie)) continue;
      socket.emit('signedOut');
      socket.disconnect(true);
    } catch (error) {
      log.warn({ err: error }, 'a socket’s session can’t be checked now');
      return;
    }
  }
}
