import { CameraHealth } from '#contract/camera.ts';
import { type Case, CasePage } from '#contract/case.ts';
import { Health } from '#contract/health.ts';
import { WallSnapshot } from '#contract/wall-events.ts';
import type { Product } from './start-product.ts';

/** For tests: the product seen from outside, as somebody who is signed in. */
export type ProductClient = Awaited<ReturnType<typeof signIn>>;

export async function signIn({ url, password }: Pick<Product, 'url' | 'password'>, username = 'operator') {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const get = async (path: string): Promise<Response> => {
    const reply = await fetch(url + path, { headers: { cookie }, signal: AbortSignal.timeout(20_000) });
    if (!reply.ok) throw new Error(`GET ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };

  const post = async (path: string, body: object): Promise<{ status: number; body: unknown }> => {
    const reply = await fetch(url + path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    return { status: reply.status, body: await reply.json() };
  };

  return {
    cookie,
    json: async (path: string): Promise<unknown> => (await get(path)).json(),
    post,
    /** Takes a step in a case; answers its status and the state that the case is in then. */
    async step(caseId: string, step: string, more: object = {}): Promise<[status: number, state: unknown]> {
      const { status, body } = await post(`/api/cases/${caseId}/steps`, { step, ...more });
      return [status, (body as { state?: unknown }).state];
    },
    /** Open cases that cameras found, newest first. */
    async openAiCases(): Promise<Case[]> {
      const page = CasePage.parse(await (await get('/api/cases?state=open&source=ai&limit=500')).json());
      return page.items;
    },
    bytes: async (path: string): Promise<Buffer> => Buffer.from(await (await get(path)).arrayBuffer()),
    health: async (): Promise<Health> => Health.parse(await (await get('/api/health')).json()),
    /** How each watched camera stands, by its code. */
    async cameraHealth(): Promise<Map<string, CameraHealth>> {
      const wall = WallSnapshot.parse(await (await get('/api/wall')).json());
      return new Map(wall.cameraHealth.map((health) => [health.cameraCode, CameraHealth.parse(health)]));
    },
  };
}
