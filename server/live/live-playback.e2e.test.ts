import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import express from 'express';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { fetchLimited } from '../ingest/fetch-limited.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { createLiveProxy } from './live-proxy.ts';

/** Runs in the page: plays until the clip has begun again twice, and tells how that went. */
const playOverTheSeam = (url: string, seconds: number) => `(async () => {
  const video = document.querySelector('video');
  const hls = new Hls({ liveSyncDurationCount: 2 });
  const errors = [];
  hls.on(Hls.Events.ERROR, (_, error) => errors.push(error.details + (error.fatal ? ' fatal' : '')));
  hls.loadSource(${JSON.stringify(url)});
  hls.attachMedia(video);
  await video.play();
  const from = video.currentTime;
  const begunAt = performance.now();
  while (video.currentTime - from < ${seconds} && performance.now() - begunAt < ${seconds} * 3000) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const fatal = errors.filter((error) => error.endsWith('fatal'));
  return { played: video.currentTime - from, took: (performance.now() - begunAt) / 1000, fatal, errors, latency: hls.latency };
})()`;

interface Playback {
  played: number;
  took: number;
  latency: number;
  fatal: string[];
  errors: string[];
}

test('Chromium plays a simulated camera live through the proxy, over the seam where the clip begins again', async () => {
  const clipsDir = path.join(import.meta.dirname, '../simulator/fixtures');
  const simulator = await startSimulator({ port: 0, clipsDir });
  const proxy = createLiveProxy({
    findStream: async () => ({ url: `${simulator.url}/streams/counting/master.m3u8` }),
    fetchBytes: fetchLimited,
    secret: Buffer.from('a secret of the server'),
    clock: systemClock,
    log: createLog({ process: 'test', level: 'silent' }),
  });
  const hlsJs = readFileSync(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'));
  const app = express();
  app.get(
    '/',
    (_request, response) => void response.send('<script src="hls.js"></script><video muted></video>'),
  );
  app.get('/hls.js', (_request, response) => void response.type('js').send(hlsJs));
  app.use((_request, response, next) => {
    response.locals.actor = { id: 'wang', role: 'operator' };
    next();
  });
  app.use(proxy.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { url } = proxy.sign({ cameraCode: 'cam', userId: 'wang' });
    const seen = await page.evaluate<Playback>(playOverTheSeam(url, 24));
    expect(seen.fatal).toEqual([]);
    expect(seen.played, JSON.stringify(seen)).toBeGreaterThanOrEqual(24);
    expect(seen.took).toBeLessThan(34);
    expect(seen.latency).toBeLessThan(15);
  } finally {
    await browser.close();
    server.close().closeAllConnections();
    await simulator.stop();
  }
});
