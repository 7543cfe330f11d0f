import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../scripts/find-browser.ts';
import { recordSceneChange } from '../server/cases/record-scene-change.ts';
import { type Spread, spreadOf } from './figures.ts';
import { fireInCell } from './fire-in-cell.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer } from './running-server.ts';

const settleMs = 15_000;
const watchMs = 2500;

/**
 * The wall in a real browser over all those open cases: from a decision to its row on the screen, and how long the
 * page's main thread is blocked meanwhile. The limit beside it is the same page while nothing happens. Headless
 * Chromium draws by software, so that frames cost far more than on a wall's graphics card.
 */
export async function measureWallPage(
  database: PrivateDatabase,
  server: RunningServer,
  options: { updates: number; firstCell: number; account: { username: string; password: string } },
) {
  const executablePath = await findBrowser();
  if (!executablePath) return { skipped: 'no Chromium on this machine' };
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--enable-unsafe-swiftshader'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.addInitScript(watchPage);
    await signIn(page, server.url, options.account);
    await page.locator('canvas').first().waitFor({ timeout: 60_000 });
    await pause(settleMs);
    const idle: number[] = [];
    const blocked: number[] = [];
    const onScreen: number[] = [];
    for (let n = 0; n < options.updates; n += 1) {
      idle.push(await blockedDuring(page, () => pause(watchMs)));
      blocked.push(
        await blockedDuring(page, async () => {
          const decidedAt = Date.now();
          await recordSceneChange(database.pool, fireInCell(options.firstCell + n));
          onScreen.push((await rowShownAfter(page, decidedAt)) - decidedAt);
          await pause(Math.max(0, watchMs - (Date.now() - decidedAt)));
        }),
      );
    }
    return {
      decisionToRowOnScreen: spreadOf(onScreen),
      mainThreadBlockedPerUpdate: spreadOf(blocked),
      limit: { mainThreadBlockedWhileIdle: spreadOf(idle) } satisfies Record<string, Spread>,
      watchedMs: watchMs,
    };
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, url: string, account: { username: string; password: string }) {
  await page.goto(url);
  await page.locator('input[name=username]').fill(account.username);
  await page.locator('input[name=password]').fill(account.password);
  await page.locator('button[type=submit]').click();
}

/** Milliseconds of tasks over 50 ms on the page's main thread while `work` runs. */
async function blockedDuring(page: Page, work: () => Promise<unknown>): Promise<number> {
  const before = await page.evaluate<number>('window.benchBlockedMs');
  await work();
  return (await page.evaluate<number>('window.benchBlockedMs')) - before;
}

/** Asks again and again from here: the page's own policy forbids to evaluate text in it later on. */
async function rowShownAfter(page: Page, at: number): Promise<number> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(50)) {
    const shownAt = await page.evaluate<number | undefined>(`window.benchRows.find((time) => time >= ${at})`);
    if (shownAt) return shownAt;
  }
  throw new Error('The case did not come up on the wall');
}

// This runs in the page, which this file's types know nothing of.
const watchPage = `
  window.benchBlockedMs = 0;
  window.benchRows = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.benchBlockedMs += task.duration;
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.querySelector?.('button[aria-current]')) window.benchRows.push(Date.now());
  }).observe(document, { childList: true, subtree: true });`;
