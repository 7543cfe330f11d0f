import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { shownAtLeastMs } from '../alerts/auto-open.ts';
import { aiCase } from './mock-cases.ts';
import { startMockServer } from './mock-server.ts';

const root = path.resolve(import.meta.dirname, '../..');
const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const softwareGl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
/** Software-drawn maps on a busy machine take their time. */
const patienceMs = 90_000;
let webFolder: string;
let browser: Browser;
let mock: Awaited<ReturnType<typeof startMockServer>>;
let page: Page;

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  webFolder = await mkdtemp(path.join(tmpdir(), 'eyrie-web-'));
  const outDir = { outDir: webFolder, emptyOutDir: true };
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    root: path.join(root, 'web'),
    logLevel: 'error',
    build: outDir,
  });
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: [...flags, ...softwareGl] });
});
afterAll(async () => {
  await browser?.close();
  await rm(webFolder, { recursive: true, force: true });
});
beforeEach(async () => {
  mock = await startMockServer({ port: 0, webFolder });
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.setDefaultTimeout(patienceMs);
});
afterEach(async () => {
  await page.close();
  await mock.stop();
});

const signIn = async (password = 'eyrie') => {
  await page.fill('#username', 'operator');
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
};
const casePanel = () => page.getByRole('article', { name: '案件' });

describe('the wall', () => {
  it('shows nobody anything before they have signed in, and says in words why it refuses', async () => {
    await page.goto(mock.url);
    await signIn('wrong');
    await expect
      .poll(() => page.getByRole('alert').innerText(), { timeout: patienceMs })
      .toContain('用户名或密码不正确');
    await signIn('locked');
    await expect
      .poll(() => page.getByRole('alert').innerText(), { timeout: patienceMs })
      .toContain('9 分 00 秒');
    expect(await page.locator('canvas').count()).toBe(0);
    await signIn();
    await page.getByRole('heading', { name: '告警' }).waitFor();
  });

  it('opens a new case by itself, and takes it when the key is pressed', async () => {
    await page.goto(mock.url);
    await signIn();
    await page.getByRole('heading', { name: '告警' }).waitFor();
    expect(await casePanel().count()).toBe(0);

    mock.open(aiCase(7, 0, 0));
    await casePanel().getByRole('heading', { name: '消防通道占用' }).waitFor();
    expect(await casePanel().getByText('第399网格').count()).toBeGreaterThan(0);
    const snapshot = casePanel().getByRole('img', { name: '抓拍' });
    await expect
      .poll(() => snapshot.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: patienceMs })
      .toBe(1280);
    expect(await casePanel().locator('video').count()).toBeGreaterThan(0);

    await page.keyboard.press('a');
    await casePanel().getByText('已受理', { exact: true }).waitFor();
  });

  it('asks twice before it throws a case away', async () => {
    await page.goto(mock.url);
    await signIn();
    mock.open(aiCase(7, 0, 0));
    await casePanel().getByRole('button', { name: '误报' }).waitFor();
    await page.keyboard.press('f');
    await casePanel().getByRole('button', { name: '再按一次确认' }).waitFor();
    await page.keyboard.press('f');
    await casePanel().getByText('不予受理', { exact: true }).waitFor();
  });

  it('sends a case to a department, and lets nobody be torn away from what they write', async () => {
    await page.goto(mock.url);
    await signIn();
    mock.open(aiCase(7, 0, 0));
    await casePanel().getByRole('button', { name: '误报' }).waitFor();
    await page.keyboard.press('a');
    await casePanel().getByText('已受理', { exact: true }).waitFor();
    await page.keyboard.press('d');
    const note = casePanel().getByLabel('说明');
    await note.fill('堵在东口');
    mock.open(aiCase(8, 4, 0));
    await page.getByRole('listitem').filter({ hasText: '秸秆焚烧' }).first().waitFor();
    await page.waitForTimeout(shownAtLeastMs + 3000);
    expect(await note.inputValue()).toBe('堵在东口');

    await casePanel().getByLabel('承办单位').selectOption({ label: '县城市管理局' });
    await casePanel().getByRole('button', { name: '派遣' }).click();
    await casePanel().getByText('已派遣', { exact: true }).waitFor();
  });

  it('tells its camera in two presses not to report that place again, and takes it back', async () => {
    await page.goto(mock.url);
    await signIn();
    mock.open(aiCase(7, 0, 0));
    await casePanel().getByRole('button', { name: '误报' }).waitFor();
    await page.keyboard.press('f');
    await page.keyboard.press('f');
    await casePanel().getByRole('button', { name: '阴影' }).click();
    await casePanel().getByText('已记录，证据随之留存').waitFor();

    await casePanel().getByRole('button', { name: '不再在此处报警' }).click();
    await casePanel().getByRole('button', { name: '忽略此区域' }).click();
    await casePanel().getByText('此处已忽略').waitFor();
    await casePanel().getByRole('button', { name: '提高本机阈值' }).click();
    await casePanel().getByRole('button', { name: '改为 84 %' }).click();
    await casePanel().getByText('本机阈值 84 %').waitFor();

    await casePanel().getByRole('button', { name: '撤销' }).first().click();
    await casePanel().getByRole('button', { name: '提高本机阈值' }).waitFor();
    expect(await casePanel().getByText('此处已忽略').count()).toBe(1);
  });

  it('hears what happened while its connection was cut', async () => {
    await page.goto(mock.url);
    await signIn();
    await page.getByText('实时', { exact: true }).waitFor();
    mock.cutSockets();
    mock.open(aiCase(8, 4, 0));
    await casePanel().getByRole('heading', { name: '秸秆焚烧' }).waitFor();
  });

  it('goes back to the login when the session ends, and then to the same place', async () => {
    await page.goto(`${mock.url}/health`);
    await signIn();
    await page.getByRole('heading', { name: '运行状况', level: 1 }).waitFor();
    mock.endSessions();
    await page.getByRole('link', { name: '返回大屏' }).click();
    await page.reload();
    await signIn();
    await page.getByRole('heading', { name: '告警' }).waitFor();
  });

  it('speaks English after one key, and remembers it', async () => {
    await page.goto(mock.url);
    await signIn();
    await page.getByRole('heading', { name: '告警' }).waitFor();
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Alerts' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Alerts' }).waitFor();
  });

  it('keeps a report written without a network, and sends it once when there is one', async () => {
    await page.close();
    page = await browser.newPage({
      viewport: { width: 390, height: 844 },
      geolocation: { longitude: 113.77, latitude: 30.29, accuracy: 12 },
      permissions: ['geolocation'],
    });
    page.setDefaultTimeout(patienceMs);
    await page.goto(`${mock.url}/report`);
    await signIn();
    await page.getByText('已定位，误差约 12 米').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('事件类型').selectOption({ label: '暴露垃圾' });
    await page.setInputFiles('input[type=file]', path.join(root, 'server/models/test-picture.jpg'));
    await page.getByRole('img', { name: '照片 1' }).waitFor();
    await page.getByLabel('情况描述').fill('桥头垃圾成堆');
    await page.getByRole('button', { name: '上报' }).click();
    await page.getByRole('region', { name: '待上报（保存在本机）' }).getByText('桥头垃圾成堆').waitFor();
    expect(mock.whistles.size).toBe(0);

    await page.context().setOffline(false);
    await expect.poll(() => mock.whistles.size, { timeout: patienceMs }).toBe(1);
    await expect.poll(() => page.getByRole('region', { name: '待上报（保存在本机）' }).count()).toBe(0);
    expect([...mock.whistles.values()]).toMatchObject([{ text: '桥头垃圾成堆', location: [113.77, 30.29] }]);

    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.context().setOffline(true);
    await page.reload();
    await page.getByLabel('事件类型').selectOption({ label: '积水' });
  });

  it('can be used on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(mock.url);
    await signIn();
    await page.getByRole('tab', { name: '告警' }).waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    mock.open(aiCase(7, 0, 0));
    await casePanel().getByRole('button', { name: '受理' }).waitFor();
  });
});
