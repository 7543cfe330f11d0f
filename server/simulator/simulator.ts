import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openClipLibrary } from './clip-library.ts';
import type { Clip } from './clip-splitter.ts';
import { createControlRouter } from './control-router.ts';
import { createFaults, noise } from './faults.ts';
import { masterPlaylist, mediaPlaylist } from './live-playlist.ts';
import { liveWindow } from './live-window.ts';

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port: number;
  host?: string;
  clipsDir: string;
  /** Opens `POST /control/<clip>` to whoever sends it as a bearer token; without it there is no such route. */
  controlToken?: string;
  now?: () => number;
  /** Segments in a playlist. */
  windowSize?: number;
}

export interface Simulator {
  /** `http://127.0.0.1:8090` */
  url: string;
  port: number;
  clipNames: string[];
  /** Epoch milliseconds of every clip's first picture. */
  firstPictureAt: number;
  /** Resolves when every clip has been split, with those that can't be. */
  prepared: Promise<{ name: string; error: unknown }[]>;
  stop(): Promise<void>;
}

/** The first segment is there at once, as if the camera had been switched on one segment earlier. */
const leadInMs = 2000;

/**
 * Streams every clip of a folder as a live HLS camera at `/streams/<clip>/index.m3u8`, from its start on and in a loop
 * without end; `master.m3u8` beside it points there.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', windowSize = 6, now = Date.now } = options;
  const library = await openClipLibrary(options.clipsDir);
  const faults = createFaults();
  const firstPictureAt = now() - leadInMs;
  const windowAt = (clip: Clip, at: number, size: number) =>
    liveWindow(
      clip.segments.map((segment) => segment.durationMs),
      at - firstPictureAt,
      size,
    );

  const app = express().disable('x-powered-by').disable('etag');
  app.use((_request, response, next) => {
    response.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
    next();
  });

  app.use('/streams/:clip', (request, response, next) => {
    const fault = faults.of(request.params.clip)?.fault;
    if (fault === 'dead') request.socket.destroy();
    else if (fault === 'garbage') response.type('application/octet-stream').send(noise(4096));
    else next();
  });

  app.get('/streams/:clip/master.m3u8', async (request, response, next) => {
    const clip = await library.clip(request.params.clip);
    if (!clip) return next();
    response.type('application/vnd.apple.mpegurl').send(masterPlaylist(clip));
  });

  app.get('/streams/:clip/index.m3u8', async (request, response, next) => {
    const clip = await library.clip(request.params.clip);
    if (!clip) return next();
    const fault = faults.of(clip.name);
    const at = fault?.fault === 'stall' ? fault.sinceAt : now();
    const dateOf = (startMs: number) => {
      const date = firstPictureAt + startMs;
      return fault?.fault === 'clock-jump' && date >= fault.sinceAt ? date + fault.jumpMs : date;
    };
    const longestMs = Math.max(...clip.segments.map((segment) => segment.durationMs));
    response
      .type('application/vnd.apple.mpegurl')
      .send(mediaPlaylist(windowAt(clip, at, windowSize), longestMs, dateOf));
  });

  app.get('/streams/:clip/:sequence.ts', async (request, response, next) => {
    const clip = await library.clip(request.params.clip);
    if (!clip || faults.of(clip.name)?.fault === 'missing-segment') return next();
    // a reader that is a little late still finds what has just left the playlist
    const wanted = windowAt(clip, now(), windowSize * 2).segments.find(
      (segment) => String(segment.sequence) === request.params.sequence,
    );
    const bytes = wanted && clip.segments[wanted.index]?.bytes;
    if (!bytes) return next();
    response.type('video/mp2t').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });

  if (options.controlToken) {
    const isClip = (name: string) => library.names.includes(name);
    app.use('/control', createControlRouter({ token: options.controlToken, faults, isClip, now }));
  }
  app.use((_request, response) => void response.status(404).type('text').send('Not found\n'));

  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    clipNames: library.names,
    firstPictureAt,
    prepared: library.prepareAll(),
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
