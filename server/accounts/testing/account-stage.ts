import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { administratorRoles } from '#contract/session.ts';
import { findBrowser } from '../../../scripts/find-browser.ts';
import { channelsFor } from '../../alerts/channel.fixture.ts';
import { createApi } from '../../api.ts';
import { plantMiniDistrict } from '../../cases/mini-district.ts';
import { createFileStore } from '../../evidence/file-store.ts';
import { createLog } from '../../platform/log.ts';
import { createTestDatabase } from '../../platform/test-database.ts';
import { openTestAccounts } from './test-accounts.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const patienceMs = 60_000;

/** The whole API with the built pages before a real browser; administrators need a second factor. */
export async function openAccountStage(clock: { now(): number }) {
  const given = process.env.EYRIE_TEST_WEB;
  const webDir = given ?? (await mkdtemp(path.join(tmpdir(), 'eyrie-web-')));
  if (!given)
    await build({
      configFile: path.join(root, 'vite.config.ts'),
      root: path.join(root, 'web'),
      logLevel: 'error',
      build: { outDir: webDir, emptyOutDir: true },
    });
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium on this machine');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic'];
  const browser = await chromium.launch({ executablePath, args });
  const database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  const app = createApi({
    pool,
    log: createLog({ process: 'test', level: 'silent' }),
    version: 'test',
    accounts: openTestAccounts(pool, { secondFactorRoles: administratorRoles, now: clock.now }),
    secureCookies: false,
    trustedProxies: 0,
    openEvidence: async () => undefined,
    evidence: createFileStore('/nonexistent'),
    channels: channelsFor(pool),
    signLive: () => ({ url: '/live/x', expiresAt: '2030-01-01T00:00:00.000Z' }),
    liveRouter: express.Router(),
    webDir,
    basemapDir: webDir,
  });
  const http = createServer(app);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  return {
    pool,
    url,
    /** A browser of one's own at a page; `wall`-sized where nothing else is said. */
    async open(where: string, viewport = { width: 1920, height: 1080 }): Promise<Page> {
      const context = await browser.newContext({ viewport, locale: 'zh-CN' });
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      await page.goto(url + where);
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      http.closeAllConnections();
      http.close();
      await database.drop();
      if (!given) await rm(webDir, { recursive: true, force: true });
    },
  };
}

/** Keeps a picture of a page where whoever runs the tests wants to look at it. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.EYRIE_TEST_PICTURES;
  if (!folder) return;
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.fill('#username', username);
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
}
