import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/find-browser.ts';
import type { Product } from './start-product.ts';

/** For tests: a case's page in a real browser, in the hands of one person after the other. */
interface CasePages {
  /** Signs somebody in by hand and opens the case. */
  openAs(username: string, caseId: string): Promise<HandledCase>;
  close(): Promise<void>;
}

export async function openCasePages({
  url,
  password,
}: Pick<Product, 'url' | 'password'>): Promise<CasePages> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium on this machine');
  const browser: Browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--enable-unsafe-swiftshader'],
  });
  return {
    async openAs(username, caseId) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'zh-CN',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${url}/cases/${caseId}`);
      await page.locator('input[name=username]').fill(username);
      await page.locator('input[name=password]').fill(password);
      await page.locator('button[type=submit]').click();
      await page.getByRole('article', { name: '案件' }).waitFor();
      return handle(page);
    },
    close: () => browser.close(),
  };
}

export type HandledCase = ReturnType<typeof handle>;

/** What a person does with the case on the page; steps are named as their buttons are. */
const handle = (page: Page) => {
  const panel = page.getByRole('article', { name: '案件' });
  const form = panel.locator('form');
  const button = (name: string) => panel.getByRole('button', { name: new RegExp(`^${name}`) });
  /** Presses the step's button, or finds it behind the others. */
  const ask = async (name: string): Promise<void> => {
    const more = button('更多');
    await button(name).or(more).first().waitFor();
    if (await button(name).isVisible()) return button(name).click();
    await more.click();
    await page.getByRole('menuitem', { name }).click();
  };
  return {
    page,
    /** A step that asks for nothing more. */
    press: ask,
    /** A step that ends the case: it is asked for twice. */
    async pressTwice(name: string) {
      await ask(name);
      await button('再按一次').click();
    },
    /** A step that asks for a word or a choice. */
    async fillIn(name: string, { note, choice }: { note?: string; choice?: string }) {
      await ask(name);
      if (choice) await form.getByLabel(choice, { exact: true }).check();
      if (note) await form.locator('textarea').fill(note);
      await form.locator('button[type=submit]').click();
    },
    /** Waits until the page says that the case is in this state. */
    isIn: (state: string) => panel.getByText(state, { exact: true }).first().waitFor(),
    leave: () => page.context().close(),
  };
};
