import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Role } from '#contract/session.ts';
import { fetchLimited } from '../ingest/fetch-limited.ts';
import { answerProblems } from '../platform/http/problem-response.ts';
import { createLog } from '../platform/log.ts';
import { createLiveProxy } from './live-proxy.ts';

type Answer = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

/** For tests: a camera `cam` with a server of its own, and the live proxy in front of it, both over real HTTP. */
export async function startLiveBench() {
  const closers: (() => void)[] = [];
  async function listen(handler: Parameters<typeof createServer>[1]): Promise<string> {
    const server = createServer(handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close().closeAllConnections());
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const bench = {
    now: Date.UTC(2030, 0, 1),
    /** Who is signed in. */
    actor: { id: 'wang', role: 'operator' } as { id: string; role: Role } | undefined,
    streamUrl: undefined as string | undefined,
    cameraHost: '',
    /** What the camera's server answers, by path; everything else is 404. */
    answers: {} as Record<string, Answer>,
    /** What it was asked. */
    asked: [] as { path: string; authorization: string | undefined }[],
    logged: [] as string[],
    listen,
    stop() {
      for (const close of closers.splice(0)) close();
    },
    get: (url: string) => fetch(new URL(url, origin)),
    sign: (userId = 'wang', cameraCode = 'cam') => proxy.sign({ cameraCode, userId }),
    playlist: async () => (await bench.get(bench.sign().url)).text(),
    /** The signed addresses that the playlist of this moment names. */
    links: async () => linksIn(await bench.playlist()),
  };

  bench.cameraHost = await listen((request, response) => {
    bench.asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    const answer = bench.answers[request.url ?? ''];
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined) response.writeHead(404).end();
    else response.end(answer);
  });
  bench.streamUrl = `http://admin:pa%24s@${bench.cameraHost}/live/a.m3u8?token=geheim`;

  const log = createLog({ process: 'test', level: 'silent' });
  log.debug = ((...parts: unknown[]) => bench.logged.push(JSON.stringify(parts))) as typeof log.debug;
  const proxy = createLiveProxy({
    findStream: async (code) => (code === 'cam' && bench.streamUrl ? { url: bench.streamUrl } : undefined),
    fetchBytes: fetchLimited,
    secret: Buffer.from('a secret of the server'),
    clock: { now: () => bench.now },
    log,
  });
  const app = express();
  app.use((_request, response, next) => {
    response.locals.actor = bench.actor;
    next();
  });
  app.use(proxy.router);
  app.use(answerProblems(log));
  const origin = `http://${await listen(app)}`;
  return bench;
}

export const linksIn = (playlist: string) => playlist.match(/\/api\/live\/[^"\s]+/g) ?? [];
/** A media playlist of these lines. */
export const media = (...lines: string[]) => ['#EXTM3U', '#EXT-X-TARGETDURATION:2', ...lines, ''].join('\n');
/** Where the camera's playlist lies on its server. */
export const playlistPath = '/live/a.m3u8?token=geheim';
/** Two segments, `/live/s7.ts` and one behind a token. */
export const simple = media(
  '#EXT-X-MEDIA-SEQUENCE:7',
  '#EXTINF:2.0,',
  's7.ts',
  '#EXTINF:2.0,',
  '/other/s8.ts?token=geheim',
);
