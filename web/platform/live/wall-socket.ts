import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, EventTopic, LogEvent, ServerToClient } from '#contract/wall-events.ts';

/** What a socket tells its wall. */
export interface WallSocketHandlers {
  /** The last event that the wall contains: where the flow resumes. */
  lastSeq(): number;
  onEvents(batch: LogEvent[]): void;
  onReload(): void;
  onSignedOut(): void;
  onState(state: 'live' | 'catching-up' | 'offline'): void;
}

export interface WallSocket {
  /** Asks for everything after `lastSeq` again, for instance after the wall was loaded anew. */
  resume(): void;
  close(): void;
}

const topics: EventTopic[] = ['cases', 'cameras'];
/** Catching up has ended when nothing more came for this long. */
const quietMs = 800;

/** One Socket.IO connection that resumes by itself after every interruption. */
export function openWallSocket(handlers: WallSocketHandlers, url?: string): WallSocket {
  const options = {
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  };
  const socket: Socket<ServerToClient, ClientToServer> = url === undefined ? io(options) : io(url, options);
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let caughtUp = false;

  const settle = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      caughtUp = true;
      handlers.onState('live');
    }, quietMs);
  };
  const resume = () => {
    if (!socket.connected) return;
    caughtUp = false;
    handlers.onState('catching-up');
    const since = handlers.lastSeq();
    socket.emit('subscribe', { since, topics }, (reply) => {
      if (!reply.ok) {
        if (reply.code === 'not-signed-in') return handlers.onSignedOut();
        console.error('the wall was refused its events:', reply.code);
        return handlers.onState('offline');
      }
      settle();
    });
  };
  socket.on('connect', resume);
  socket.on('events', (batch) => {
    handlers.onEvents(batch);
    if (!caughtUp) settle();
  });
  socket.on('reload', handlers.onReload);
  socket.on('signedOut', handlers.onSignedOut);
  socket.on('disconnect', (reason) => {
    clearTimeout(quiet);
    handlers.onState('offline');
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error) => {
    handlers.onState('offline');
    if (error.message === 'not-signed-in') handlers.onSignedOut();
  });
  return {
    resume,
    close() {
      clearTimeout(quiet);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}
