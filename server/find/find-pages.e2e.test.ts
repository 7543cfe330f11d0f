import { readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.ts';
import { type BuiltWeb, buildWeb } from '../residents/built-web.fixture.ts';
import { openResidentStage, type ResidentStage } from '../residents/residents.fixture.ts';

const patienceMs = 90_000;
let web: BuiltWeb;
let browser: Browser;
let stage: ResidentStage;

beforeAll(async () => {
  web = await buildWeb();
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium on this machine');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
  stage = await openResidentStage({ hasGateway: false, webDir: web.folder });
  await stage.pool.query(
    `insert into cases (number, source, type_code, department_code, state, location, grid_code, text, started_at, opened_at,
                        accepted_at, dispatched_at, arrived_at, feedback_at, due_at, closed_at)
     select '20300101-' || lpad(i::text, 6, '0'), 'staff', '01.01', 'fire', case when i % 2 = 0 then 'closed' else 'dispatched' end,
            st_setsrid(st_makepoint(113.005, 30.005), 4326), '99010100100100' || 1 + i % 2,
            case when i % 10 = 0 then '井盖破损' else '垃圾未清' end, at, at, at, at, at, at + interval '1 hour',
            at + interval '2 hours', case when i % 2 = 0 then at + interval '90 minutes' end
       from generate_series(1, 120) i, lateral (select timestamptz '2025-06-15 12:00+08' - make_interval(mins => i) as at) t`,
  );
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
  await web?.remove();
});

async function openAs(role: 'operator' | 'grid', areaCode: string | null): Promise<Page> {
  const { cookie } = await stage.as(role, areaCode);
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, locale: 'zh-CN' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: stage.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return page;
}

it('an operator finds cases by words, keeps the search, takes what was found along, and prints a case', async () => {
  const page = await openAs('operator', null);
  await page.goto(`${stage.url}/cases`);
  await page.getByRole('searchbox').fill('井盖 临江社区');
  await page.waitForURL(/q=/);
  await expect.poll(() => page.locator('tbody tr').count(), { timeout: patienceMs }).toBe(12);
  await page.locator('mark', { hasText: '井盖' }).first().waitFor();

  await page.getByRole('button', { name: '保存此查询' }).click();
  await page.getByPlaceholder('名称').fill('坏井盖');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('button', { name: '坏井盖', exact: true }).waitFor();
  await page.goto(`${stage.url}/cases`);
  await page.getByRole('button', { name: '坏井盖', exact: true }).click();
  await page.waitForURL(/q=/);

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('导出 CSV').click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(13);
  const { rows } = await stage.pool.query(`select details from audit_log where action = 'export'`);
  expect(rows).toEqual([{ details: { rows: 12, search: '{"q":"井盖 临江社区"}' } }]);

  await page.getByRole('link', { name: '20300101-000010' }).click();
  await page.getByRole('button', { name: '打印' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.locator('article header', { hasText: '20300101-000010' }).waitFor();
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
}, 240_000);

it('a grid’s staff see the figures of their own grid, with charts, and scores', async () => {
  const page = await openAs('grid', '990101001001001');
  await page.goto(`${stage.url}/reports?period=year&day=2025-06-15`);
  await page.locator('svg').first().waitFor();
  // half of the cases lie in the grid
  await page.getByText('60', { exact: true }).first().waitFor();
  await page.getByText('指标口径').click();
  await page.getByText('按期结案数 ÷ 应结案数 × 100 %').waitFor();
  await page.goto(`${stage.url}/scores`);
  await page.getByText('计分规则').waitFor();
  expect(await page.getByRole('spinbutton', { disabled: false }).count()).toBe(0);
}, 240_000);
