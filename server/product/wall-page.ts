import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.ts';
import type { Product } from './start-product.ts';

/** For tests: the wall in a real browser, signed in by hand like an operator. */
export type OpenedWall = Awaited<ReturnType<typeof openWall>>;

const artefactDir = path.resolve(import.meta.dirname, '../../.cache');
/** `stageColour.new` of the map. */
const newPin = [0xff, 0x5b, 0x3e];
const sizes = { width: 1920, height: 1080 };

export async function openWall({ url, password }: Pick<Product, 'url' | 'password'>, viewport = sizes) {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium on this machine');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--enable-unsafe-swiftshader'],
  });
  const page = await browser.newPage({ viewport, locale: 'zh-CN' });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  await page.goto(url);
  await page.locator('input[name=username]').fill('operator');
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();

  return {
    page,
    /** Waits until a case stands open by itself, with its picture and the camera playing, and tells what is there. */
    async seeCase(timeout: number) {
      const panel = page.locator('article');
      await panel.waitFor({ timeout });
      await expect.poll(() => page.evaluate<boolean>(hasPicture), { timeout, interval: 250 }).toBe(true);
      await expect.poll(() => page.evaluate<boolean>(playsLive), { timeout, interval: 250 }).toBe(true);
      const gridCode = /\d{15}/.exec((await panel.textContent()) ?? '')?.[0] ?? '';
      return { gridCode, failures, ...(await page.evaluate<Shown>(shown)) };
    },
    /** How many pixels of the map have the colour that only a new case's pin is filled with. */
    async pinPixels(): Promise<number> {
      const picture = await page.locator('.maplibregl-map').screenshot();
      const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      let count = 0;
      for (let i = 0; i < data.length; i += info.channels) {
        if (newPin.every((value, channel) => Math.abs((data[i + channel] ?? 0) - value) <= 3)) count += 1;
      }
      return count;
    },
    async screenshot(name: string): Promise<void> {
      await mkdir(artefactDir, { recursive: true });
      await page.screenshot({ path: path.join(artefactDir, name) });
    },
    close: () => browser.close(),
  } satisfies { page: Page } & Record<string, unknown>;
}

interface Shown {
  snapshotWidth: number;
  /** Videos on the page that are past their first seconds. */
  livePictures: number;
}

// These run in the page, which this file's types know nothing of.
const hasPicture = `[...document.querySelectorAll('article img')].some((img) => img.naturalWidth > 0)`;
const playsLive = `[...document.querySelectorAll('article video')].some((video) => video.videoWidth > 0 && video.currentTime > 0)`;
const shown = `({
  snapshotWidth: Math.max(0, ...[...document.querySelectorAll('article img')].map((img) => img.naturalWidth)),
  livePictures: [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 0).length,
})`;
