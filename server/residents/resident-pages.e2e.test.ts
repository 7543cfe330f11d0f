import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.ts';
import { createLog } from '../platform/log.ts';
import { keepSecret } from '../platform/secret.ts';
import { sendDueLinks } from '../ratings/send-rating-links.ts';
import { type BuiltWeb, buildWeb } from './built-web.fixture.ts';
import { openResidentStage, plateCode, type ResidentStage } from './residents.fixture.ts';

const patienceMs = 90_000;
const phone = '13900001234';
let web: BuiltWeb;
let browser: Browser;
let stage: ResidentStage;

beforeAll(async () => {
  web = await buildWeb();
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium on this machine');
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });
  stage = await openResidentStage({ hasGateway: true, webDir: web.folder });
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
  await web?.remove();
});

async function openPhone(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  return { context, page };
}
const shoot = async (page: Page, name: string) => {
  const folder = process.env.EYRIE_TEST_PICTURES;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
};
const pictureOf = async (background: string) => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 900, height: 1200, channels: 3, background } })
    .jpeg()
    .toBuffer(),
});
/** How wide the picture of this name is once it has come. */
const widthOf = (page: Page, name: string) =>
  page
    .getByRole('img', { name })
    .evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth);
const casesOf = async () =>
  (await stage.pool.query('select * from cases order by opened_at')).rows as {
    id: string;
    number: string;
    state: string;
    source: string;
    level: string;
  }[];

it('a resident’s report, written without a network, becomes one case, is handled in the grid and rated by link', async () => {
  const { context, page } = await openPhone();
  await page.goto(`${stage.url}/r/${plateCode}`);
  await page.getByText('滨河路8号').waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await shoot(page, '01-plate');

  // without a network the page still opens, and what is written stays on the phone
  await page.reload();
  await page.getByText('滨河路8号').waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: '市容环境' }).click();
  await shoot(page, '02-types');
  await page.getByRole('button', { name: '暴露垃圾' }).click();
  await page.locator('input[type=file]').setInputFiles(await pictureOf('#7a8b6a'));
  await page.getByRole('img', { name: '照片 1' }).waitFor();
  await page.getByLabel('说一说情况').fill('垃圾堆在楼道里三天了');
  await shoot(page, '03-form');
  await page.getByRole('button', { name: '提交上报' }).click();
  await page.getByText('已保存在您的手机里').waitFor();
  await shoot(page, '04-kept');
  expect(await casesOf()).toEqual([]);

  // back on the network: the phone is proved once, and the first answer gets lost on its way
  let lost = 0;
  await context.route('**/api/resident/reports', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await context.setOffline(false);
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByLabel('短信中的 6 位验证码').waitFor();
  await shoot(page, '05-phone');
  await page
    .getByLabel('短信中的 6 位验证码')
    .fill(/\d{6}/.exec(stage.messages.at(-1)?.text ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: '确认' }).click();
  await expect.poll(() => lost, { timeout: patienceMs }).toBe(1);
  await page.evaluate('window.dispatchEvent(new Event("online"))');
  await page.getByText('已收到您的上报').waitFor();
  await shoot(page, '06-sent');
  const reported = await casesOf();
  expect(reported).toMatchObject([{ source: 'resident' }]);
  const { id: caseId = '', number = '' } = reported[0] ?? {};
  const photos = await stage.pool.query('select case_id from photos');
  expect(photos.rows).toEqual([{ case_id: caseId }]);

  await handleInTheGrid(caseId);

  // the link in the message asks how well it went
  await sendDueLinks({
    pool: stage.pool,
    log: createLog({ process: 'test', level: 'silent' }),
    secret: keepSecret(stage.pool, 'ratings'),
    publicUrl: stage.url,
    sendSms: async (to, text) => void stage.messages.push({ phone: to, text }),
  });
  expect(stage.messages.at(-1)?.phone).toBe(phone);
  const link = /http\S+/.exec(stage.messages.at(-1)?.text ?? '')?.[0] ?? '';
  const other = await openPhone();
  await other.page.goto(link);
  await other.page.getByText('已清运，并加装监控').waitFor();
  for (const name of ['处理前', '处理后'])
    await expect.poll(() => widthOf(other.page, name), { timeout: patienceMs }).toBe(900);
  await shoot(other.page, '07-rate');
  await other.page.getByText('不满意').click();
  await other.page.getByLabel('哪里没有处理好').fill('墙角还有');
  await shoot(other.page, '08-rate-not');
  await other.page.getByText('满意', { exact: true }).first().click();
  await other.page.getByRole('button', { name: '提交评价' }).click();
  await other.page.getByText('感谢您的评价').waitFor();
  await shoot(other.page, '09-thanks');
  await other.page.reload();
  await other.page.getByText('您的评价：满意').waitFor();
  expect(await casesOf()).toMatchObject([{ state: 'rated' }]);

  // and the one who reported sees it on their own phone
  await page.getByRole('button', { name: '我的上报' }).click();
  await page.getByText(number).waitFor();
  await page.getByText('已办结').waitFor();
  await page.getByText('您的评价：满意').waitFor();
  await shoot(page, '10-mine');
  await other.context.close();
  await context.close();
}, 300_000);

it('a grid’s door plates are printed, each with the code that leads to it', async () => {
  const { context, page } = await openAs('operator', { width: 1280, height: 900 });
  await page.goto(`${stage.url}/plates?grid=990101001001001`);
  const label = `${stage.url}/r/${plateCode}`;
  await expect.poll(() => widthOf(page, label), { timeout: patienceMs }).toBeGreaterThan(20);
  await shoot(page, '20-plates');
  await page.emulateMedia({ media: 'print' });
  await shoot(page, '21-plates-print');
  expect(await page.getByRole('combobox').isVisible()).toBe(false);
  expect(await page.getByRole('img', { name: label }).isVisible()).toBe(true);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
  await context.close();
}, 120_000);

it('whoever was not satisfied is called by the centre, which says how it went', async () => {
  await stage.pool.query(
    `with r as (insert into residents (phone, verified_at) values ('13700005678', now()) returning id),
     c as (insert into cases (number, source, type_code, state, location, grid_code, resident_id, started_at, opened_at, closed_at, rating)
           select '20300101-009999', 'resident', '01.01', 'rated', st_setsrid(st_makepoint(113.005, 30.01), 4326),
                  '990101001001001', id, now(), now(), now(), 1 from r returning id),
     v as (insert into ratings (case_id, rating, note, by_link) select id, 'not', '墙角还有', true from c returning id, case_id)
     insert into call_backs (case_id, rating_id) select case_id, id from v`,
  );
  const { context, page } = await openAs('operator');
  await page.goto(`${stage.url}/call-backs`);
  await page.getByText('墙角还有').waitFor();
  expect(await page.getByRole('link', { name: '13700005678' }).getAttribute('href')).toBe('tel:13700005678');
  await shoot(page, '22-call-backs');
  await page.getByRole('combobox', { name: '回访情况' }).selectOption('reopened');
  await page.getByPlaceholder('回访情况').fill('确实还有一堆');
  await page.getByRole('button', { name: '记录回访' }).click();
  await page.getByText('没有待回访的群众').waitFor();
  await page.getByRole('button', { name: '已回访' }).click();
  await page.getByText('确实还有一堆').waitFor();
  const { rows } = await stage.pool.query(`select state from cases where number = '20300101-009999'`);
  expect(rows[0].state).not.toBe('rated');
  await context.close();
}, 120_000);

/** Somebody with an account, signed in. */
async function openAs(
  role: 'operator' | 'grid',
  viewport = { width: 390, height: 844 },
): Promise<{ context: BrowserContext; page: Page }> {
  const who = await stage.as(role, role === 'grid' ? '990101001001001' : null);
  const { context, page } = await openPhone();
  await page.setViewportSize(viewport);
  const [name = '', value = ''] = who.cookie.split('=');
  await context.addCookies([{ name, value, url: stage.url }]);
  return { context, page };
}

/** The centre leaves it with the grid, whose staff handle it on their own phone; the centre checks and closes. */
async function handleInTheGrid(caseId: string): Promise<void> {
  const operator = await stage.as('operator');
  const step = async (body: object) => {
    const answer = await fetch(`${stage.url}/api/cases/${caseId}/steps`, {
      method: 'POST',
      headers: { cookie: operator.cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status, await answer.clone().text()).toBe(200);
  };
  await step({ step: 'accept' });
  const sentOn = (await casesOf())[0]?.state === 'dispatched';
  await step({ step: sentOn ? 'redispatch' : 'dispatch', level: 'grid', note: '请网格先行处置' });

  const { context, page } = await openAs('grid');
  await page.goto(`${stage.url}/report`);
  await page.getByRole('button', { name: '我的任务 1' }).click();
  await page.getByRole('region', { name: '待我处置' }).getByText('垃圾堆在楼道里三天了').waitFor();
  await shoot(page, '06a-tasks');
  await page.getByText('垃圾堆在楼道里三天了').click();
  for (const button of ['签收', '报到', '反馈']) await page.getByRole('button', { name: button }).click();
  await page.getByRole('textbox').first().fill('已清运，并加装监控');
  await page.locator('input[type=file]').setInputFiles(await pictureOf('#d8d8d0'));
  await page.getByRole('img', { name: '照片 1' }).last().waitFor();
  await shoot(page, '06b-staff');
  await page.getByRole('button', { name: '反馈' }).last().click();
  await expect.poll(async () => (await casesOf())[0]?.state, { timeout: patienceMs }).toBe('feedback');
  await context.close();
  await step({ step: 'check' });
  await step({ step: 'close' });
}
