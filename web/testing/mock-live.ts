import type { Express } from 'express';
import { LiveUrl } from '#contract/camera.ts';
import { cameraAt, streams } from './mock-district.ts';
import { refuse } from './mock-session.ts';

/** Live pictures through a running simulator; without one, they fail as a camera that is away does. */
export function mockLive(app: Express, simulatorUrl: string | undefined): void {
  app.post('/api/cameras/:code/live-url', (request, response) => {
    const stream = streams.find((_, index) => cameraAt(index).code === request.params.code);
    const expiresAt = new Date(Date.now() + 120_000).toISOString();
    response.json(
      LiveUrl.parse({ url: `/api/mock-live/${stream?.clip}/index.m3u8?sig=${Date.now()}`, expiresAt }),
    );
  });
  app.get('/api/mock-live/:clip/:file', async (request, response) => {
    const { clip, file } = request.params;
    const upstream = simulatorUrl
      ? await fetch(`${simulatorUrl}/streams/${clip}/${file}`).catch(() => null)
      : null;
    if (!upstream?.ok) return refuse(response, 502, 'upstream-failed');
    response
      .type(upstream.headers.get('content-type') ?? 'application/octet-stream')
      .send(Buffer.from(await upstream.arrayBuffer()));
  });
}
