import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeClip } from './clip-maker.ts';
import { avcSegment, fixtureStartAt } from './fixture-segments.ts';

interface Playback {
  seconds: number;
  width: number;
  totalVideoFrames: number;
}

/** Runs in the page. */
const playToTheEnd = `(async () => {
  const video = document.querySelector('video');
  const over = new Promise((resolve, reject) => {
    video.addEventListener('ended', resolve);
    video.addEventListener('error', () => reject(new Error(video.error.message)));
  });
  video.src = '/clip.mp4';
  video.playbackRate = 4;
  await video.play();
  await over;
  const { totalVideoFrames } = video.getVideoPlaybackQuality();
  return { seconds: video.duration, width: video.videoWidth, totalVideoFrames };
})()`;

test('Chromium plays a clip with a gap and a seam from its beginning to its end', async () => {
  const segments = [avcSegment(0), avcSegment(2, 4), { ...avcSegment(0, 6), discontinuity: true }];
  const clip = await makeClip(segments, fixtureStartAt, fixtureStartAt + 8000);
  const server = createServer((request, response) => {
    if (request.url !== '/clip.mp4')
      return response.setHeader('content-type', 'text/html').end('<video muted>');
    return response.setHeader('content-type', 'video/mp4').end(clip?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const seen = await page.evaluate<Playback>(playToTheEnd);
    expect(seen.seconds).toBeCloseTo(8, 1);
    expect(seen.width).toBe(160);
    expect(seen.totalVideoFrames).toBeGreaterThan(50);
  } finally {
    await browser.close();
    server.close();
  }
});
