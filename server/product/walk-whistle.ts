import { expect } from 'vitest';
import { CaseDetail, CasePage } from '#contract/case.ts';
import { GridCollection } from '#contract/grid.ts';
import type { Pool } from '../platform/db.ts';
import { type ProductClient, signIn } from './product-client.ts';
import type { Product } from './start-product.ts';

/** For tests: a whistle from the grid to the department and back, over HTTP, each hand seeing what is theirs. */
export async function walkWhistle(product: Product, client: ProductClient, database: Pool): Promise<void> {
  const [grid, department, community, leader] = await Promise.all(
    ['grid', 'department', 'community', 'leader'].map((username) => signIn(product, username)),
  );
  if (!grid || !department || !community || !leader) throw new Error('The demo has an account per role');
  const seenBy = async (who: ProductClient) =>
    CasePage.parse(await who.json('/api/cases?state=open&source=staff&limit=500')).items.map(({ id }) => id);

  const { features } = GridCollection.parse(await grid.json('/api/grids'));
  expect(features).toHaveLength(1);
  const centre = await database.query(
    `select array[st_x(p), st_y(p)] as location from grids, st_pointonsurface(geom) p where code = $1`,
    [features[0]?.properties.code],
  );
  const { rows } = await database.query(
    `select department_code as code from event_types where code = 'ai.fire-lane'`,
  );
  const { status, body } = await grid.post('/api/cases', {
    typeCode: '01.01',
    location: centre.rows[0].location,
    text: '消防通道口堆放杂物',
  });
  expect(status).toBe(201);
  const opened = CaseDetail.parse(body);
  expect(opened).toMatchObject({ state: 'reported', gridCode: features[0]?.properties.code });
  expect(await seenBy(grid)).toContain(opened.id);
  expect(await seenBy(community)).toContain(opened.id);
  expect(await seenBy(department)).not.toContain(opened.id);

  const { id } = opened;
  expect(await client.step(id, 'accept')).toEqual([200, 'dispatched']);
  expect(await seenBy(department)).not.toContain(id);
  const elsewhere = { departmentCode: rows[0].code, note: '堵的是消防通道' };
  expect(await client.step(id, 'redispatch', elsewhere)).toEqual([200, 'dispatched']);
  expect(await seenBy(department)).toContain(id);
  expect((await client.step(id, 'receive'))[0]).toBe(403);
  expect(await leader.step(id, 'supervise', { note: '请尽快' })).toEqual([200, 'dispatched']);
  expect(await department.step(id, 'receive')).toEqual([200, 'received']);
  expect(await department.step(id, 'arrive')).toEqual([200, 'on-site']);
  expect((await department.step(id, 'feedback'))[0]).toBe(400);
  expect(await department.step(id, 'feedback', { note: '已清走' })).toEqual([200, 'feedback']);
  expect(await grid.step(id, 'check')).toEqual([200, 'checked']);
  expect(await client.step(id, 'close')).toEqual([200, 'closed']);
  expect((await community.step(id, 'rate', { rating: 'satisfied' }))[0]).toBe(403);
  expect(await grid.step(id, 'rate', { rating: 'satisfied', note: '很快' })).toEqual([200, 'rated']);
  const whole = CaseDetail.parse(await client.json(`/api/cases/${id}`));
  expect(whole).toMatchObject({ rating: 'satisfied', nextSteps: ['reopen'] });
  expect(whole.steps.map(({ step }) => step)).toEqual(
    'report accept dispatch redispatch supervise receive arrive feedback check close rate'.split(' '),
  );
}
