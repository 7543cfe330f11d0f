import type { Server as HttpServer } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { SessionUser } from '#contract/session.ts';
import {
  type ClientToServer,
  EventTopic,
  type LogEvent,
  type ServerToClient,
} from '#contract/wall-events.ts';
import { accountChannel } from '../access/account-channel.ts';
import { type AreaIndex, createAreaIndex } from '../access/area-index.ts';
import { type Scope, scopeOf } from '../access/scope.ts';
import { seenEvent } from '../access/seen-event.ts';
import type { Pool } from '../platform/db.ts';
import { readEvents, readLogEnds, type StoredEvent } from '../platform/event-log.ts';
import type { Log } from '../platform/log.ts';
import { followEvents, listen } from './event-follower.ts';

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
  /** Told that the log has grown. */
  onNews?(): void;
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
  /** Sockets that may hear a part of a topic only; the index of areas is the one that their subscription was made with, or newer. */
  const scoped = new Map<WallSocket, Joined>();
  const readAreas = createAreaIndex(pool);
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    for (const [topic, batch] of waiting) {
      io.to(topic).emit('events', batch);
      for (const [socket, joined] of scoped)
        if (joined.topics.includes(topic)) tellScoped(socket, joined, batch);
    }
    waiting.clear();
  };
  const onEvents = (events: StoredEvent[]) => {
    for (const { event, topic } of events) waiting.set(topic, [...(waiting.get(topic) ?? []), event]);
    timer ??= setTimeout(flush, batchMs);
    options.onNews?.();
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
    socket.on('disconnect', () => scoped.delete(socket));
    socket.on('subscribe', async (request, answer) => {
      if (typeof answer !== 'function') return;
      const parsed = Subscribe.safeParse(request);
      if (!parsed.success) return answer({ ok: false, code: 'bad-request' });
      try {
        const areas = await readAreas();
        const seq = await follower.between(async (current) => {
          flush(); // what waits is for those who are already in
          return catchUpAndJoin(pool, socket, parsed.data, current, { areas, scoped });
        });
        answer({ ok: true, seq });
      } catch (error) {
        log.error({ err: error }, 'a subscription failed');
        answer({ ok: false, code: 'not-ready' });
      }
    });
  });

  const dropEnded = () => void dropEndedSessions(io, options.findActor, log);
  void listen(options.databaseUrl, accountChannel, dropEnded, log, signal);
  const checks = setInterval(() => {
    dropEnded();
    void renewAreas(scoped, readAreas, log);
  }, sessionCheckMs);
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
  { areas, scoped }: { areas: AreaIndex; scoped: Map<WallSocket, Joined> },
): Promise<number> {
  const scope = scopeOf(socket.data.actor);
  scoped.delete(socket);
  for (const topic of EventTopic.options) if (!topics.includes(topic)) await socket.leave(topic);
  const { horizon } = await readLogEnds(pool);
  const missed = since < current ? await readEvents(pool, since, replayLimit + 1) : [];
  if (since < horizon || since > current || missed.length > replayLimit) {
    socket.emit('reload');
    return current;
  }
  const batch = missed
    .filter(({ event, topic }) => event.seq <= current && topics.includes(topic))
    .map(({ event }) => seenEvent(scope, event, areas))
    .filter((event) => event !== undefined);
  if (batch.length > 0) socket.emit('events', batch);
  if (scope.kind === 'district') await socket.join(topics);
  else scoped.set(socket, { scope, topics, areas });
  return current;
}

/** A socket that hears what its scope sees, and the index of areas by which that is told. */
interface Joined {
  scope: Scope;
  topics: readonly EventTopic[];
  areas: AreaIndex;
}

function tellScoped(socket: WallSocket, { scope, areas }: Joined, batch: readonly LogEvent[]): void {
  const seen = batch.map((event) => seenEvent(scope, event, areas)).filter((event) => event !== undefined);
  if (seen.length > 0) socket.emit('events', seen);
}

/** Cameras and grids that came since belong to areas, too. */
async function renewAreas(
  scoped: Map<WallSocket, Joined>,
  readAreas: () => Promise<AreaIndex>,
  log: Log,
): Promise<void> {
  if (scoped.size === 0) return;
  try {
    const areas = await readAreas();
    for (const joined of scoped.values()) joined.areas = areas;
  } catch (error) {
    log.warn({ err: error }, 'the index of areas can’t be read now');
  }
}

/** Whose rights have changed connects anew, and then hears what they may. */
const hasSameRights = (now: SessionUser, then: SessionUser): boolean =>
  now.role === then.role && isDeepStrictEqual(scopeOf(now), scopeOf(then));

/** A session that ended elsewhere (signed out, expired), or whose rights have changed, ends here too. */
async function dropEndedSessions(
  io: WallServer,
  findActor: (cookieHeader: string | undefined) => Promise<SessionUser | undefined>,
  log: Log,
): Promise<void> {
  for (const socket of io.sockets.sockets.values()) {
    try {
      const actor = await findActor(socket.handshake.headers.cookie);
      if (actor && hasSameRights(actor, socket.data.actor)) continue;
      socket.emit('signedOut');
      socket.disconnect(true);
    } catch (error) {
      log.warn({ err: error }, 'a socket’s session can’t be checked now');
      return;
    }
  }
}
