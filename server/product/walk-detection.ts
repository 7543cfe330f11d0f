import { expect } from 'vitest';
import { type Case, CaseDetail } from '#contract/case.ts';
import { type HandledCase, openCasePages } from './case-pages.ts';
import type { ProductClient } from './product-client.ts';
import type { Product } from './start-product.ts';

/**
 * For tests: takes what a camera saw from the detection to the rating, every step pressed on its own page in a browser
 * by whoever it belongs to.
 */
export async function walkDetection(
  product: Product,
  client: ProductClient,
  { id }: Pick<Case, 'id'>,
): Promise<CaseDetail> {
  const pages = await openCasePages(product);
  const by = async (username: string, state: string, act: (page: HandledCase) => Promise<void>) => {
    const page = await pages.openAs(username, id);
    await act(page);
    await page.isIn(state);
    await page.leave();
  };
  try {
    // its type and place name one owner: accepted is dispatched
    await by('operator', '已派遣', (page) => page.press('受理'));
    await by('street', '已派遣', async () => {}); // sees it, and has nothing to do
    await by('leader', '已派遣', (page) => page.press('催办'));
    await by('supervisor', '已派遣', (page) => page.fillIn('督办', { note: '消防通道，限时清理' }));
    await by('department', '已反馈', async (page) => {
      await page.press('签收');
      await page.isIn('已签收');
      await page.press('报到');
      await page.isIn('已到场');
      await page.fillIn('反馈', { note: '车辆已挪走' });
    });
    await by('grid', '已核查', (page) => page.press('核查'));
    await by('operator', '已结案', (page) => page.pressTwice('结案'));
    await by('community', '已评价', (page) => page.fillIn('评价', { choice: '满意', note: '处理及时' }));
  } finally {
    await pages.close();
  }
  const walked = CaseDetail.parse(await client.json(`/api/cases/${id}`));
  expect(walked).toMatchObject({ state: 'rated', rating: 'satisfied' });
  return walked;
}
