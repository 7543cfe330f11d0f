import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { readAllowedTargets } from '../../platform/http/allowed-targets.ts';
import { createGuardedFetch } from '../../platform/http/guarded-fetch.ts';
import type { Addressee, AlertMessage, OpenedChannel, Wire } from './channel.ts';

export interface Received {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A real receiver on this machine: keeps what it is sent and answers what `answer` says. */
export async function startReceiver(
  answer: (received: Received) => {
    status?: number;
    headers?: Record<string, string>;
    body?: string;
  } = () => ({}),
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = {
      method: request.method ?? '',
      url: new URL(request.url ?? '', 'http://receiver'),
      headers: request.headers,
      body: Buffer.concat(chunks),
    };
    received.push(one);
    const { status = 200, headers = {}, body = '' } = answer(one);
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** A mail server that takes every mail but those to `full@…`. */
export async function startMailServer() {
  const mails: string[] = [];
  const server = createTcpServer((socket) => {
    let data: string | undefined;
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (data !== undefined) {
          if (line !== '.') {
            data += `${line}\n`;
            continue;
          }
          mails.push(data);
          data = undefined;
          socket.write('250 taken\r\n');
        } else if (line === 'DATA') {
          data = '';
          socket.write('354 go on\r\n');
        } else if (line.startsWith('RCPT TO:<full@')) socket.write('550 the box is full\r\n');
        else if (line === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

export const wireTo = (allowed = '127.0.0.1', parts: Partial<Wire> = {}): Wire => ({
  fetch: createGuardedFetch(readAllowedTargets(allowed)),
  allowed: readAllowedTargets(allowed),
  nowMs: () => 1_800_000_000_123,
  forgetBrowser: async () => undefined,
  ...parts,
});

export const aMessage: AlertMessage = {
  id: '11111111-1111-4111-8111-111111111111',
  title: '新案件：消防通道占用 · 滨河路',
  text: '地点：城关街道 临江社区\n编号：20300101-000001',
  link: 'https://eyrie.example/a/token',
  path: '/a/token',
  data: { alerts: [] },
};
export const toSomebody: Addressee = { phone: '13800001234', email: 'duty@example.cn', browsers: [] };

export const channelOf = (
  kind: OpenedChannel['kind'],
  secrets: Record<string, string>,
  settings: object = {},
): OpenedChannel => ({ id: 'c', kind, settings, secrets });
