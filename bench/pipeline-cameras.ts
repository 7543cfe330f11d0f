import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A process of its own that streams prepared segments as any number of live cameras, out of step with each other,
 * so that serving costs the bench nothing: `/<camera>/<segment seconds>/live.m3u8`.
 */

const [, , folder = '', countText = '0'] = process.argv;
const count = Number(countText);
const footage = new Map(
  [1, 2].map((seconds) => [
    seconds,
    Array.from({ length: count }, (_, i) => readFileSync(`${folder}/${seconds}s-${i}.mpegts`)),
  ]),
);
const startedAt = Date.now();
const window = 4;

const server = createServer((request, response) => {
  const [, camera = '0', secondsText = '2', file = ''] = (request.url ?? '').split('/');
  const seconds = Number(secondsText);
  const segments = footage.get(seconds) ?? [];
  if (file !== 'live.m3u8') {
    response.end(segments[Number.parseInt(file, 10) % segments.length]);
    return;
  }
  const periodMs = seconds * 1000;
  const phaseMs = (Number(camera) * 379) % periodMs;
  const published = window + Math.floor((Date.now() - startedAt + phaseMs) / periodMs);
  const lines = [
    '#EXTM3U',
    `#EXT-X-TARGETDURATION:${seconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${published - window}`,
  ];
  for (let sequence = published - window; sequence < published; sequence++) {
    const at = startedAt - phaseMs + (sequence - window) * periodMs;
    lines.push(
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(at).toISOString()}`,
      `#EXTINF:${seconds},`,
      `${sequence}.seg`,
    );
  }
  response.end(`${lines.join('\n')}\n`);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
