import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openAccountStage, shoot, signIn } from './testing/account-stage.ts';
import { aPassword, plantAccount } from './testing/people.ts';

let stage: Awaited<ReturnType<typeof openAccountStage>>;
/** The accounts’ clock: a code is good once, so the next sign-in comes half a minute later. */
let now = Date.now();

beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  stage = await openAccountStage({ now: () => now });
}, 240_000);
afterAll(() => stage?.close());

const choosePassword = async (page: Page, current: string, wanted: string) => {
  await page.fill('#current-password', current);
  await page.fill('#new-password', wanted);
  await page.fill('#new-password-again', wanted);
  await page.getByRole('button', { name: '修改密码' }).click();
};
/** Sets the second factor up and answers how to make codes. */
const setUpFactor = async (page: Page, name: string): Promise<() => string> => {
  await page.fill('#confirm-password', aPassword);
  await page.getByRole('button', { name: '下一步' }).click();
  const secret = ((await page.locator('code').textContent()) ?? '').replace(/\s/g, '');
  await shoot(page, `${name}-factor`);
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
  await page.fill('#first-code', code());
  await page.getByRole('button', { name: '完成绑定' }).click();
  await page.getByText('我已妥善保管').waitFor();
  await shoot(page, `${name}-codes`);
  await page.getByText('我已妥善保管').click();
  return () => {
    now += 30_000;
    return code();
  };
};

it('leads three administrators from their first sign-in to their own work, and keeps them to it', async () => {
  await plantAccount(stage.pool, 'root', 'admin');
  await plantAccount(stage.pool, 'guard', 'security-admin');
  await plantAccount(stage.pool, 'auditor', 'audit-admin');

  // the system administrator sets up a phone, and signs in with it the next time
  const root = await stage.open('/administration/people');
  await signIn(root, 'root', aPassword);
  await root.getByText('请先绑定动态验证码').waitFor();
  await shoot(root, '01-first-steps');
  const rootCode = await setUpFactor(root, '02');
  await root.getByRole('button', { name: '新增人员' }).waitFor();
  const again = await stage.open('/administration/people', { width: 390, height: 844 });
  await signIn(again, 'root', aPassword);
  await again.fill('#code', '000000');
  await again.keyboard.press('Enter');
  await again.getByText('验证码不正确或已使用').waitFor();
  await shoot(again, '03-code-phone');
  await again.fill('#code', rootCode());
  await again.keyboard.press('Enter');
  await again.getByRole('button', { name: '新增人员' }).waitFor();
  await shoot(again, '04-people-phone');

  // adds somebody of the first grid
  await root.getByRole('button', { name: '新增人员' }).click();
  const form = root.getByRole('region', { name: '新增人员' });
  await form.getByLabel('用户名').fill('qinyue');
  await form.getByLabel('姓名').fill('秦月');
  await form.getByLabel('电话').fill('13800001234');
  await form.getByLabel('所属区域').selectOption({ label: '城关街道' });
  await form.getByLabel('社区 / 村').selectOption({ label: '临江社区' });
  await form.getByLabel('网格', { exact: true }).selectOption({ label: '第一网格' });
  await form.getByRole('button', { name: '保存' }).click();
  const oneTime = (await form.locator('[data-one-time-password]').textContent()) ?? '';
  await shoot(root, '05-one-time-password');
  await form.getByRole('button', { name: '关闭' }).click();
  await root.getByRole('row', { name: /秦月/ }).getByText('第一网格').waitFor();
  await shoot(root, '06-people');

  // who has a one-time password chooses one that nobody guesses
  const newcomer = await stage.open('/administration/account', { width: 390, height: 844 });
  await signIn(newcomer, 'qinyue', oneTime);
  await newcomer.getByText('请先设置您自己的密码').waitFor();
  await choosePassword(newcomer, oneTime, 'P@ssw0rd2026');
  await newcomer.getByText('新密码过于常见').waitFor();
  await shoot(newcomer, '07-too-common');
  await choosePassword(newcomer, oneTime, aPassword);
  await newcomer.getByText('当前会话').waitFor();
  await shoot(newcomer, '08-own-account-phone');

  // the security administrator ends the newcomer's sessions and locks the account
  const guard = await stage.open('/');
  await signIn(guard, 'guard', aPassword);
  await setUpFactor(guard, '09');
  await guard.waitForURL(/\/administration\/people$/);
  await guard.getByRole('button', { name: /秦月/ }).click();
  await guard.getByRole('button', { name: '锁定账号' }).click();
  await shoot(guard, '10-lock-asked');
  await guard.getByRole('button', { name: '确认: 锁定账号' }).click();
  await guard.getByRole('row', { name: /秦月/ }).getByText('已锁定').waitFor();
  await shoot(guard, '11-locked');
  expect(await guard.getByRole('button', { name: '新增人员' }).count()).toBe(0);
  await newcomer.reload();
  await newcomer.getByText('登录', { exact: true }).first().waitFor();
  await signIn(newcomer, 'qinyue', aPassword);
  await newcomer.getByText('账号已被锁定').waitFor();

  // the audit administrator sees all of it, and that the log is whole; then somebody tampers with it
  const auditor = await stage.open('/');
  await signIn(auditor, 'auditor', aPassword);
  const auditorCode = await setUpFactor(auditor, '12');
  await auditor.waitForURL(/\/administration\/audit$/);
  await auditor.getByRole('row', { name: /guard.*锁定账号.*qinyue/ }).waitFor();
  await auditor.getByRole('button', { name: '校验完整性' }).click();
  await auditor.getByText('日志完整').waitFor();
  await shoot(auditor, '13-audit');
  await stage.pool.query(`alter table audit_log disable trigger user;
    update audit_log set actor = 'root' where action = 'account-lock'; alter table audit_log enable trigger user`);
  await auditor.getByRole('button', { name: '校验完整性' }).click();
  await auditor.getByText('被篡改').waitFor();
  await auditor.getByLabel('操作', { exact: true }).selectOption({ label: '登录' });
  await auditor.getByRole('row', { name: /锁定账号/ }).waitFor({ state: 'detached' });
  await shoot(auditor, '14-tampered');
  const onPhone = await stage.open('/', { width: 390, height: 844 });
  await onPhone.evaluate(`localStorage.setItem('eyrie.language', 'en')`);
  await onPhone.reload();
  await signIn(onPhone, 'auditor', aPassword);
  await onPhone.fill('#code', auditorCode());
  await onPhone.keyboard.press('Enter');
  await onPhone.getByRole('row', { name: /Locked an account/ }).waitFor();
  await shoot(onPhone, '14-audit-phone');
  await auditor.goto(`${stage.url}/administration/people`);
  await auditor.waitForURL(/\/administration\/audit$/);
}, 300_000);

it('closes the page of an administrator who went away, and lets them go on where they were', async () => {
  await stage.pool.query(`update users set second_factor_exempt = true, totp_since = null`);
  const page = await stage.open('/');
  await page.clock.install();
  await page.goto(`${stage.url}/administration/departments`);
  await signIn(page, 'root', aPassword);
  await page.getByRole('row', { name: /消防救援大队/ }).waitFor();
  await page.clock.fastForward('29:00');
  await page.mouse.move(5, 5);
  await page.clock.fastForward('29:00');
  await page.getByRole('row', { name: /消防救援大队/ }).waitFor();
  await page.clock.fastForward('02:00');
  await page.getByText('会话已过期').waitFor();
  await signIn(page, 'root', aPassword);
  await page.getByRole('row', { name: /消防救援大队/ }).waitFor();
  const [signedOut] = (
    await stage.pool.query(
      `select actor from audit_log where action = 'sign-out' order by number desc limit 1`,
    )
  ).rows;
  expect(signedOut).toEqual({ actor: 'root' });
}, 120_000);

it('adds, names and retires a department', async () => {
  await stage.pool.query(
    `update users set second_factor_exempt = true, totp_since = null where username = 'root'`,
  );
  const page = await stage.open('/administration/departments');
  await signIn(page, 'root', aPassword);
  await page.getByLabel('代码').fill('water');
  await page.getByLabel('中文名称').fill('水务局');
  await page.getByLabel('英文名称').fill('Water Affairs');
  await page.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('row', { name: /水务局/ });
  await row.getByRole('button', { name: '撤销' }).click();
  await row.getByText('已撤销').waitFor();
  await shoot(page, '15-departments');
  await page.goto(`${stage.url}/administration/account`);
  await page.getByText('演示账号').waitFor();
  await page.evaluate(`localStorage.setItem('eyrie.language', 'en')`);
  await page.reload();
  await page.getByText('A demo account').waitFor();
  await shoot(page, '16-own-account');
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: /秦月/ }).click();
  await page.getByRole('button', { name: 'Disable' }).click();
  await shoot(page, '17-person');
  const { rows } = await stage.pool.query(
    `select name, retired_at is not null as gone from departments where code = 'water'`,
  );
  expect(rows).toEqual([{ name: '水务局', gone: true }]);
}, 120_000);
