import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A camera for tests: live HLS over real HTTP from the fixtures, which does whatever a test asks of it. */

const fixture = (name: string): Buffer => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const clipSegments = 4;

export type StreamKind = 'h264-ts' | 'h264-fmp4' | 'h265-ts' | 'h265-fmp4';

export interface TestStream {
  kind: StreamKind;
  /** Segments published a second; each is a second long, so faster streams test the same in less time. */
  segmentsPerSecond: number;
  /** Media time of the first segment; without it the playlist has no PROGRAM-DATE-TIME. */
  startAt?: number;
  window: number;
  /** Ends after so many segments. */
  endsAfter?: number;
  /** Lines put in front of the segments, e.g. a key. */
  header?: string[];
  /** Replaces what a path answers; `undefined` leaves it. */
  answer?(path: string, response: ServerResponse, request: IncomingMessage): true | undefined;
  /** The kind from this segment on. */
  changeKind?: { from: number; kind: StreamKind };
  /** Added to the media time from this segment on. */
  leap?: { from: number; byMs: number };
  transform?(bytes: Buffer, sequence: number): Buffer;
}

export const defaultStream = (): TestStream => ({
  kind: 'h264-ts',
  segmentsPerSecond: 10,
  startAt: Date.now(),
  window: 6,
});

export interface StreamServer {
  url(name: string): string;
  /** Starts or changes a stream; it is at `url(name)`. */
  set(name: string, stream: Partial<TestStream>): TestStream;
  remove(name: string): void;
  requests: string[];
  close(): Promise<void>;
}

export const startStreamServer = async (): Promise<StreamServer> => {
  const streams = new Map<string, { stream: TestStream; startedAt: number }>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] as string;
    requests.push(request.url ?? '');
    const [, name = '', file = ''] = path.split('/');
    const known = streams.get(name);
    if (!known) {
      response.writeHead(404).end();
      return;
    }
    if (known.stream.answer?.(file, response, request)) return;
    if (file === 'live.m3u8') response.end(playlistOf(known.stream, known.startedAt));
    else if (file.startsWith('init-')) response.end(fixture(`${file.slice(5, 9)}-init.mp4`));
    else {
      const sequence = Number.parseInt(file, 10);
      const bytes = segmentOf(known.stream, sequence);
      response.end(known.stream.transform?.(bytes, sequence) ?? bytes);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}/live.m3u8`,
    set(name, changes) {
      const known = streams.get(name);
      const stream = { ...(known?.stream ?? defaultStream()), ...changes };
      streams.set(name, { stream, startedAt: known?.startedAt ?? Date.now() });
      return stream;
    },
    remove: (name) => void streams.delete(name),
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const kindAt = ({ kind, changeKind }: TestStream, sequence: number): StreamKind =>
  changeKind && sequence >= changeKind.from ? changeKind.kind : kind;

const segmentOf = (stream: TestStream, sequence: number): Buffer => {
  const [codec, container] = kindAt(stream, sequence).split('-');
  return fixture(`${codec}-${sequence % clipSegments}.${container === 'ts' ? 'mpegts' : 'm4s'}`);
};

const playlistOf = (stream: TestStream, startedAt: number): string => {
  const published = 1 + Math.floor(((Date.now() - startedAt) / 1000) * stream.segmentsPerSecond);
  const count = Math.min(published, stream.endsAfter ?? published);
  const first = Math.max(0, count - stream.window);
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:1', `#EXT-X-MEDIA-SEQUENCE:${first}`];
  lines.push(...(stream.header ?? []));
  let init = '';
  for (let sequence = first; sequence < count; sequence++) {
    const kind = kindAt(stream, sequence);
    if (sequence > first && sequence % clipSegments === 0) lines.push('#EXT-X-DISCONTINUITY');
    if (kind.endsWith('fmp4') && init !== kind) lines.push(`#EXT-X-MAP:URI="init-${kind}"`);
    init = kind;
    if (stream.startAt !== undefined) {
      const leapMs = stream.leap && sequence >= stream.leap.from ? stream.leap.byMs : 0;
      const at = stream.startAt + (sequence * 1000) / stream.segmentsPerSecond + leapMs;
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(at).toISOString()}`);
    }
    lines.push(`#EXTINF:${(1 / stream.segmentsPerSecond).toFixed(3)},`, `${sequence}.seg`);
  }
  if (stream.endsAfter !== undefined && count === stream.endsAfter) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
};
